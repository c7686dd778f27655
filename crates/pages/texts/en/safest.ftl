# The way without scripts, shown only where scripts are off.

safest-off = Scripts are off, so this page cannot seal a report for you. There is no text field here: whatever you typed would leave your computer unsealed. Seal the report yourself, as follows.
safest-need = You need the programs tar and age. Tails and Debian have both as packages.
safest-program = The program candour-source does all of this for you. It also hides the size better, can leave a unit out, protects against quantum computers, and gives you eight words in place of a key file.
safest-letters = You have reported before, and want to read letters from the units
safest-write = Put your text, and any files, into a new folder named “report”.
safest-key = Only if you want to be answered: make a key. If you have one from an earlier report, leave this out and use that one.
safest-put = Put its public half into the report:
safest-phrase = Open the new file 0-answer.txt in that folder, and add a line that begins with “phrase:” and goes on with a few words that nobody can guess. Letters to you will quote them. Remember them, and keep the file “key” outside the folder.
safest-pack = Pack the folder:
safest-seal = Seal it. Copy the whole command:
safest-send = Choose the file report.age below and send it. Choose only a file that you have sealed: the browser sends it before anybody can check it.
safest-file = Sealed report (report.age)
safest-button = Send the sealed report
safest-shows-title = What this way shows
safest-shows-name = The form sends the file and its name. The name is thrown away unread, but choose one that says nothing.
safest-shows-size = The server sees the size of the sealed file. Packed as above, all reports of up to about 45 kilobytes have the same size, and larger ones a multiple of 48 KiB.
safest-shows-count = The start of the file shows for how many keys it is sealed. The command has the same number for everybody. Copy it whole.
safest-shows-hand = The file shows that it was sealed by hand.
safest-delete = Afterwards delete the folder, report.tar and report.age. If you made the file “key”, keep it as is said below.

# Letters to a key of her own.
letters-title = Reading letters from the units
letters-when = If your public key is in your report, a unit can write to you. Letters lie on the units' boards, among dummies that nobody else can tell from them. A letter stays there for at least two months. Come back after a week or more, and not at regular times.
letters-boards = Save every unit's board in the folder in which your file “key” is:
letters-open = Open what is for you, in that folder. If nothing is, you are told that there is no such file.
letters-phrase = Look for your own words behind “you wrote:”. Believe no letter without them: whoever knows your public key can write to you, but only who has opened your report knows the words.
letters-again = To write again, make another report with the same file “key”. The units then see that both come from one person.
letters-delete = Delete the boards and the letters:
letters-not-title = What this way does not promise
letters-not-hidden = age does not check a unit's signature on its board. Somebody who takes over this server could hide letters from you, or show you old ones again. Each unit numbers its letters to you from 1: compare the numbers.
letters-not-seen = This server sees that somebody without scripts saves boards, which most visitors do not. With scripts, and with candour-source, every visit loads all boards. Save all of them, so that your choice says nothing.
letters-not-lost = Nobody can recover a lost key. Make a new one, and report again.
letters-not-found = Whoever finds the file “key” can read the letters, and see that you reported. Keep it on an encrypted disk or in the Persistent Storage of Tails, and nowhere else.
