# The way without scripts, shown only where scripts are off.

safest-off = Scripts are off, so this page cannot seal a report for you. There is no text field here: whatever you typed would leave your computer unsealed. Seal the report yourself in three steps.
safest-need = You need the programs tar and age. Tails and Debian have both as packages.
safest-program = The program candour-source does steps 1 and 2 for you. It also hides the size better, can leave a unit out, and protects against quantum computers.
safest-pack = Put your text, and any files, into a folder named “report”. Pack it:
safest-seal = Seal it. Copy the whole command:
safest-send = Choose the file report.age below and send it. Choose only a file that you have sealed: the browser sends it before anybody can check it.
safest-file = Sealed report (report.age)
safest-button = Send the sealed report
safest-shows-title = What this way shows
safest-shows-name = The form sends the file and its name. The name is thrown away unread, but choose one that says nothing.
safest-shows-size = The server sees the size of the sealed file. Packed as above, all reports of up to about 45 kilobytes have the same size, and larger ones a multiple of 48 KiB.
safest-shows-count = The start of the file shows for how many keys it is sealed. The command has the same number for everybody. Copy it whole.
safest-shows-hand = The file shows that it was sealed by hand.
safest-delete = Afterwards delete the folder and both files.
