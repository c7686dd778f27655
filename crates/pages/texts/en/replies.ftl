# The codename, replies and follow-ups, and reports for a caller.

replies-button = Check for replies
start-replies = If you have a codename, “Check for replies” shows what a unit answered, and lets you write more. That sends nothing: to anybody who watches, it looks like a visit without it.
call-label = I am a call handler and type for a caller
call-hint = The sealed report then says that it was a call, and the codename is spelled for reading out. Nothing of the call stays on this computer.
call-mode = You are typing for a caller. “You” in the questions is the caller.

quote-title = Type your codename
quote-title-call = Type the caller's codename
quote-why = It is not sent. Every visit fetches the replies to everybody, and only your codename finds yours among them.
quote-why-call = Ask the caller for the eight words, one by one. They are not sent, and not kept on this computer.
quote-lost = Nobody can recover a lost codename. Then make a new report, and say in it that you wrote before.
quote-label = Codename
quote-hint = Eight words. Capitals, commas and hyphens make no difference.

codename-count = A codename has eight words. Type all eight, with spaces between them.
codename-unknown = Word { $at } is not one that codenames are made of. Check its spelling.
codename-order = Two of the words have changed places. Compare them with your own.
codename-check = One of the eight words is another word than yours. Compare them with your own.
codename-other = This is a codename, but not the one on the page before. Go back and compare the words.
codename-meant = Did you mean “{ $word }” as word { $place }?
codename-stopped = The part of this page that works with codenames has stopped. Type the codename again: that starts it anew.
codename-moment = One moment.
accept-button = Yes, that is the word

thread-title = Replies
thread-why = Do not save or print what stands here. You can come back to it for some weeks.
thread-why-call = Read the replies out to the caller. Do not save, print or note them.
thread-waiting = The boards with the replies are still on their way. What is found shows here by itself.
thread-looking = Looking through the boards. This can take a while.
thread-not-yet = The boards are still on their way, or being looked through: what is found decides whom you write to. Wait a moment.
thread-hint = With this many units not every choice is looked for by itself. If you remember whom your last report went to, tick just those and look again.
thread-count = { $n ->
    [one] 1 reply found.
   *[other] { $n } replies found.
}
thread-none = Nothing for this codename: perhaps there is no answer yet, perhaps it is not the right codename.
thread-none-here = Nothing for this codename on the boards that are here. Not all could be had.
thread-none-todo = Compare the words with those you kept. A first answer can take some weeks. You can also write more now.
thread-set = In answer to a report to { $units }
thread-gone = Earlier replies are no longer on the board.
reply-one = Reply, number { $n }
reply-parts = Reply, numbers { $n } to { $last }
board-title = The units' boards
board-day = Board of { $day }
board-good = { $unit }: board of { $day }
board-none = { $unit }: nothing here: not put up yet, or held back
named-button = Look again
boards-button = Fetch the boards again
follow-up-button = Write to the units

warning-altered = Number { $n } was changed after the unit wrote it and cannot be read. Ask the unit to write it again.
warning-invented = Number { $n } is not shown, because no unit of your conversation wrote it. Tell the unit that somebody tried.
warning-moved = Number { $n } is not shown, because it only repeats number { $says }, an old reply made to look new. Tell the unit.
warning-malformed = Number { $n } comes from the unit, but makes no sense and is not shown. Ask the unit to write it again.
warning-gap = Number { $n } is missing between the others. Ask the unit what it said.
warning-hidden = The unit has written up to number { $highest }, and the last one here is number { $last }. Newer ones may be held back: look again in a few days, and if they are still missing, tell the unit.
warning-incomplete = { $missing } of the { $parts } parts of the reply that begins with number { $n } are missing. They may come with the next board: look again in a week.
warning-board-false = Alarm: the board of { $unit } is not genuine, or was damaged on the way, and nothing of it is shown. Fetch it again. If this stays, compare the fingerprint once more, and use another way.
warning-board-missing = The board of { $unit } could not be fetched, so its replies are not shown. Fetch it again, or come back another day.
warning-board-old = This board is more than two weeks old, so newer replies may be held back. Look again in a few days, and tell the unit if the day stays the same.
warning-board-ahead = The day of this board has not come yet. Check the date of your computer; if it is right, the unit's is wrong, and the replies are genuine all the same.

earlier-legend = Units that your last report went to
earlier-hint = No reply was found that would show it. This shows those units, and nobody else, that you wrote before. If you do not remember, leave all ticked. If you had left one out, this report may then not be joined to the earlier ones; the units read it all the same.
earlier-several = Your reports went to different units. At first only those are ticked that could read each of them. Tick another only if it may go on reading what you write.
earlier-missing = Choose at least one unit that your last report went to

check-codename = First you get a codename, with which you can come back. You can also do without it.
check-follow-up = This continues your conversation: the units that you chose see that it is from you, whoever you are.
check-again = You type your codename once more before it is sent.
check-boards-again = A board could not be had. It is not needed for your report. Whoever visits may fetch it again.
check-boards = The boards that every visit fetches are still on their way. Sending begins after them.

codename-title = Your codename
codename-title-call = The caller's codename
codename-why = With these eight words you can come back here, see what a unit answers or asks, and write more. They were drawn on this computer and are never sent.
codename-why-call = With these eight words the caller can call back, hear what a unit answers or asks, and say more. Read them out slowly with their letters, and have the caller write them down and read them back.
codename-paper = Copy them by hand on to paper, in this order, or learn them by heart.
codename-keep = Keep the paper where nothing links it to you. Whoever finds it can read the replies and write as you.
codename-file = Do not put them into a file, a photograph or a message. What you copy to the clipboard is gone when Tor Browser closes.
codename-lost = Nobody can recover them, and nobody will ask you for them. If you lose them, make a new report and say that you wrote before.
codename-tell = Tell the caller: keep the words where nothing links them to you. Nobody can recover them. If you lose them, call again and say that you reported before.
codename-tell-back = Tell the caller: to hear whether there is an answer, call back in some weeks, not from work, and quote the words. Nobody else will ask you for them.
codename-none-yet = The words are being drawn. Wait a moment.
codename-words = Eight words
codename-new = These are other words than before. Cross out the old ones.
without-title = Without a codename
without-why = Then nobody can answer or ask you anything here, and what you write later cannot be joined to this report. It is taken just as seriously.
without-button = Seal and send without a codename

repeat-title = Type your codename once
repeat-title-call = Type what the caller reads back
repeat-why = This makes sure that you have it right. “Back” shows it again. You can also paste it.
repeat-why-call = Type the words as you hear them. “Back” shows the codename again.
repeat-lost = The part of this page that seals was started anew and no longer has your codename. Type it once more.

sending-boards = Waiting for the boards that every visit fetches.

done-codename = Come back with your codename after some weeks to see what a unit answers or asks. Nobody can recover it, and nobody will ask you for it.
done-codename-call = The caller can call back after some weeks and quote the codename, to hear what a unit answers or asks.
done-caller = Say goodbye, and tell the caller to tell nobody.
done-nothing = Destroy any note that you made during the call, the codename above all. Nothing of the call is left in this page.
