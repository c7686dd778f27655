# The questions: from before the start to the units that may read.

report-service = Report police corruption or serious abuse
report-title = Make a report
report-in-title = { $step } – { $service }
field-optional = (optional)
continue-button = Continue
back-button = Back
leave-button = Leave this page
errors-title = There is a problem

start-title = Before the first question
start-memory = What you type stays in this page until you send it. Nothing is saved: if you close or reload the page, it is gone.
start-skip = You can skip every question but one: what happened.
start-time = Take as long as you need. No answer has a time limit.
start-together = Nothing leaves your computer before you press “Seal and send” at the end. Then only the sealed report leaves it.
start-safe-title = Stop here for a moment
start-device = Are you on a device, phone, network, account or VPN from work, or near work? Then leave now and do this elsewhere.
start-search = Do not search police systems for evidence. They record who looked at what.
start-alone = Can anybody see your screen, or could a camera?
start-retype = Have your facts ready in your own head or on paper. Opening files and notes leaves traces on a computer.
start-original = Keep whatever may be evidence as it is.
start-key-title = The fingerprint, worked out by this page
start-button = Start a report
start-waiting = The page is getting ready to seal. You can read on meanwhile.
start-soon = Just a moment. It goes on by itself.
start-slow = The connection is slow. The page keeps trying.
start-ready = The page is ready.

key-title = Check the fingerprint once more
key-words = The fingerprint of this drop's desk card:
key-compare = Compare it with both places outside this drop where the units publish it. If a word differs, leave. A page cannot vouch for its own key.
key-card = Card { $number }, valid from { $first } to { $last }. Every unit on it has signed it.
key-demo = Demonstration only. The keys are public: never send a real report here.

about-title = What is it about?
about-danger = In immediate danger, call { $number }.
about-legend = Kind of matter
about-hint = It brings your report to the right people faster. If more than one fits, choose the most serious.
kind-information-or-influence = Giving information or influence in return for money or favours
kind-personal-advantage = Using a policing position for personal advantage, financial or otherwise
kind-sexual-purpose = Crossing professional boundaries, or abusing the position for sexual purposes
kind-abuse-of-partner = Abusing or controlling a partner, or somebody they have a relationship with
kind-discrimination = Racist, homophobic, misogynistic or disablist conduct, on or off duty, in person or online
kind-other = Something else that is corruption or serious abuse, or I do not know
route-title = If it is something else
route-first = This drop takes only corruption and serious abuse by people who work for the police. For other matters:
route-emergency = Immediate danger: { $number }
route-crime = A crime in general: { $number }, or the force's website
route-anonymous-crime = A crime, reported anonymously: { $number }
route-reporting-line = If you would rather talk: the police anti-corruption and abuse reporting line, { $number }, takes the same reports
route-police-conduct = Independent Office for Police Conduct: { $number }
route-whistleblowing-advice = Protect, advice for whistleblowers: { $number }
route-complaint = Dissatisfied with what the police did for you: the force's complaints procedure
route-iopc = You work for the police: the Independent Office for Police Conduct also takes reports. The law names it for that.
route-advice = Advice before you decide: Protect, your union or staff association, or a lawyer

concerns-title = Who does it concern?
concerns-why = This shows which force to look at, and which unit should not handle it. If you do not know, leave it empty.
force-label = Police force
force-hint = For example North Wales Police. If you do not know, say where you saw them.
role-legend = What are they there?
role-officer = A police officer
role-staff = A member of police staff
role-volunteer = A volunteer or special constable
role-unknown = I do not know, or more than one
who-label = Who is it?
who-hint = A name, rank, number, nickname or description. Name nobody whom you do not choose to name.

what-title = What happened?
what-why = This is the one question that needs an answer. A few sentences are enough.
what-people = What did they do or say, to whom, and how do you know?
what-knows = Who else knows this? If only you can, your story points to you.
what-style = Plain, short sentences hide you best. Style, words for rank, and language can show who wrote.
what-names = Name nobody whom you do not choose to name.
what-alone = Do not search police systems to be more exact. “About” and “I am not sure” are good answers.
what-label = In your own words
what-hint = In any language.
what-missing = Write what happened

when-where-title = When and where did it happen?
when-where-why = This helps to find records before they are deleted. Rough is enough, and safer if few people were there.
when-label = When?
when-hint = For example “spring last year” or “still going on”. You can write that you do not know.
where-label = Where?
where-hint = A place, a station, a road or a website. You can write that you do not know.

you-title = Who are you to the police?
you-legend = I am
you-hint = This helps the unit to weigh what you know, and to protect you. You need not say.
you-public = a member of the public
you-officer = a police officer
you-staff = a member of police staff
you-volunteer = a volunteer or special constable
you-former = somebody who used to be one of these
you-not-said = I would rather not say
identity-label = Your name, or a way to reach you
identity-hint = Only if you want the unit to know it. Once you have said who you are, you cannot take it back. With a codename, which you get at the end, the unit can also ask you things without knowing who you are.
you-law-title = Your protection at work
you-law = The law protects workers, police officers among them, who are treated badly for reporting. After an anonymous report that protection can be harder to claim. Members of the public are outside it.
you-law-after = Protect, a union, a staff association or a lawyer can tell you more before you decide.

evidence-title = Do you have evidence?
evidence-why = A report without files is a good report. Files help if they are safe for you to send.
evidence-carry = Files carry names, dates, places, devices and earlier versions. This page does not take them off.
evidence-retype = Retyping what a document says is safer than sending it.
evidence-paper = Printed pages carry dots, photographs show the device, and a document may be marked for each reader.
evidence-original = Do not alter an original that may be evidence. Send it as it is, or not at all.
evidence-search = Do not go looking for more, in police systems or anywhere else where it is noticed.
files-label = Add files
files-hint = Any kind of file, several at once, all together at most 1 GB. They are sealed with your text.
files-looking = The files are still being read. Go on when they are in the list.
files-none = No files added.
files-count = { $n ->
    [0] No files added.
    [one] 1 file added.
   *[other] { $n } files added.
}
files-size = ({ $size })
files-remove = Remove
names-label = Send the files' own names too
names-hint = Otherwise they become 01, 02 and so on. A name can show who you are or where a file comes from.
file-empty = This file is empty and was left out:
file-unreadable = This file cannot be read. Remove it, or choose it again:
file-changed = This file has changed since you chose it. Nothing of it was sent readable. Remove it, then choose it again:
file-bad-name = The name of this file cannot travel, because it has signs that mislead, or is too long. Untick the names, or rename a copy:
file-unreadable-some = A file could not be read. Remove the files, then choose them again.
file-changed-some = A file changed while it was sealed. Remove the files, then choose them again.
bad-name-some = The name of a file cannot travel. Untick the names.
too-large-some = The files are too large for one report. Remove some, and send them in another report.
too-many-files-some = One report takes at most 999 files. Not added:

room-text = Your report will be { $step } when it is sealed. About { $room } more characters fit before it moves up to { $next }.
room-files = Your report will be { $step } when it is sealed. { $size } more fits before it moves up to { $next }.
room-top = Your report will be { $step } when it is sealed, the largest size there is. { $size } more fits.
room-moved = Your report will now be { $step } when it is sealed.
room-too-large = This is too large for one report. Remove some files.
room-text-too-long = The text is too long for one report. Shorten it, or send the rest in another report.
room-why = Sealed reports have one of 14 sizes, so that their length says little. The smallest is 16 KB, which most reports without files have. The drop, and somebody who watches the connection, can see the size. The larger it is, the fewer others look like it.

readers-title = Who may read it?
readers-who = Only the units that you choose can open your report, on a computer that is never connected to a network. In a unit only those people can who hold its keys.
readers-legend = Units that may read your report
readers-hint = Untick a unit that your report concerns, or that you do not trust. A unit that is left out cannot open it, and the sealed report does not show that it was left out.
readers-hint-one = This drop has one unit. If your report concerns it, use one of the other ways instead.
readers-renewed = The desk card was renewed while you wrote, and names its units otherwise. Choose again who may read your report.
readers-missing = Choose at least one unit
kept-title = What is kept
kept-drop = The drop keeps the sealed report, its size and the day. It keeps no address, no time and no file name, and it cannot open anything.
kept-units = The units keep what they have opened for as long as their rules on police information say.

amount-bytes = { $n ->
    [one] 1 byte
   *[other] { $n } bytes
}
amount-kb = { $n } KB
amount-mb = { $n } MB
amount-gb = { $n } GB
amount-seconds = { $n ->
    [one] 1 second
   *[other] { $n } seconds
}
amount-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
amount-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
