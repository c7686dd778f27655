# The first page, for everybody, with or without scripts.

home-what = Here you can report police officers, police staff and police volunteers who are suspected of corruption or serious abuse. Members of the public and people who work for the police can use it. You do not have to say who you are.
home-sealed = Your report is sealed on your own computer before it is sent. This server keeps only the sealed file and cannot open it.
home-go = Go to the report

home-expired-title = The desk card of this drop has expired.
home-expired = Do not seal anything to it. Come back in a few days, or use one of the other ways on this page.

home-kinds-title = What it is for
home-kinds = Five kinds of matter:
home-kind-influence = information or influence given in return for money or favours
home-kind-advantage = a policing position used for personal advantage, financial or otherwise
home-kind-boundaries = professional boundaries crossed, or the position abused for sexual purposes
home-kind-partner = a partner, or somebody they have a relationship with, abused or controlled
home-kind-hate = racist, homophobic, misogynistic or disablist conduct, on or off duty, in person or online
home-kinds-else = For anything else use one of the other ways.

home-ways-title = Other ways
home-phone-emergency = Immediate danger
home-phone-reporting-line = Police anti-corruption and abuse reporting line, which takes the same reports by phone
home-phone-anonymous-crime = A crime, reported anonymously
home-phone-crime = A crime in general, also on the force's website
home-phone-police-conduct = Independent Office for Police Conduct
home-phone-whistleblowing-advice = Protect, advice for whistleblowers
home-ways-complaint = If you are dissatisfied with what the police did for you, use the force's complaints procedure.
home-ways-iopc = The Independent Office for Police Conduct takes reports from people who work for the police. The law names it for that.
home-ways-advice = Protect advises whistleblowers. Your union, your staff association or a lawyer can advise you too.

home-readers-title = Who can read it, and what is kept
home-readers = Only the units named here can open a report, on a computer that is never connected to a network. In each unit only those people can who hold its keys. If the report concerns one of these units, you can leave it out.
home-kept = This server keeps the sealed file, its size and the day. It keeps no address, no time and no file name. The sealed file stays here until the drop is cleared. Replies lie on boards that everybody loads whole, so this server does not learn for whom they are. The units keep what they have opened for as long as their rules on police information say.

home-safe-title = Before you start
home-safe-device = Do not use a device, phone, network, account or VPN from work, and do not do this near work. Better not at home either.
home-safe-machine = A laptop is safer than a phone, and Tails is safest. Get Tor Browser from the Tor Project and from nowhere else.
home-safe-level = Set Tor Browser's security level first. Every level works here; Safest is the safest.
home-safe-read = Read about all this in Tor Browser too. Make no bookmark and do not sync.
home-safe-search = Do not search police systems for evidence. They record who looked at what.
home-safe-knows = Ask yourself who else knows this. Let time pass between the event, or a meeting, and your report.
home-safe-files = Files carry names, dates, places, devices and earlier versions. Retyping is safer than sending. Printed pages carry dots, photographs show the device, and a document may be marked for each reader.
home-safe-original = Do not alter an original that may be evidence.
home-safe-words = Style, words for rank, and language can show who wrote. Name nobody whom you do not choose to name. Once you have said who you are, you cannot take it back.
home-safe-codename = Keep a codename in your head. If you cannot, write it on paper with nothing else on it, and keep that where nothing links it to you.
home-safe-after = Afterwards delete any file that you made, and close Tor Browser or choose New Identity. Come back seldom and not at regular times. Tell nobody that you reported.

home-key-title = Check the fingerprint
home-key = The fingerprint of this drop's desk card has ten words:
home-key-vouch = A page cannot vouch for its own key.
home-key-compare = Compare these ten words, and this page's address, with both places outside this drop where the units publish them. If anything differs, leave.
home-key-card = Card { $number } is valid from { $first } to { $last }.
home-key-whole = The whole signed card
home-key-program = The program candour-source checks the card for you, and with “verify-page” this whole page.

home-next-title = What happens next
home-next-collected = About once a day sealed reports are collected and carried to the units.
home-next-days = Within 7 days of collection a unit should note that it has your report. Within 3 months it should say what was done.
home-next-reach = If you took a codename, or put a key of your own into the report, you can come back to this page, read what a unit has written to you, and write again. A reply stays here for at least two months. A codename that you were given on the phone works here too.
home-next-lost = Nobody can recover a lost codename or key, and nobody can revoke one that somebody else has seen. If you have lost yours, or somebody may have seen it, report again with a new one.
home-next-some = Some reports only become intelligence. Then nothing may be seen to happen.

home-limits-title = What this cannot do
home-limits-watched = It cannot protect you from a watched device, a camera, marks in a printed or copied document, or a story that only one person could tell.
home-limits-tor = Whoever watches your connection can see that you use Tor, when, and roughly how much you send.
home-limits-size = A sealed file has one of a few sizes. This server sees which one.
home-limits-page = Somebody who takes over this server could send you false scripts, which read what you type, or show you false keys and commands, at the level Safest too. Only the program candour-source compares the keys with the fingerprint.
home-limits-law = The law protects workers, police officers among them, who are treated badly for reporting. After an anonymous report that protection can be harder to claim. Members of the public are outside it.

home-report-title = Make a report
home-waiting = The questions open here when their program has arrived. Through Tor that can take a minute.
home-waiting-long = If nothing comes, reload the page once. If it still does not come, set the security level to Safest: then this page shows a way without scripts. Or use one of the other ways.
