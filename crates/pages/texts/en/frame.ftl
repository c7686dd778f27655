# What stands around every page, and the two answers to the form.

frame-service = Report police corruption or serious abuse
frame-switch = Read in Welsh
frame-leave = Leave this page
frame-leave-cannot = Leaving clears what you typed and shows an empty page. It does not remove the visit from Tor Browser: for that, close Tor Browser or choose New Identity.
frame-access = Accessibility
frame-home = Back to the first page
frame-danger = In immediate danger, call { $emergency }.
frame-demo = Demonstration only. The keys of this drop are public: anybody can read what is sent here. Never send a real report.

# 24 November 2026
frame-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

# After a report that the form sent.
stored-title = Your sealed report is stored
stored-safe = It is safely on this server and waits to be collected. That happens about once a day.
stored-next = Within 7 days of collection the unit should note that it has your report, and within 3 months say what was done. If you put a key of your own into the report, the first page shows how to read letters to you. Some reports only become intelligence.
stored-hash = The SHA-256 hash of the file that was stored:
stored-hash-keep = You do not need to keep it.
stored-after = Now delete the folder and the files that you made, but keep the file “key” if you want to be answered. Close Tor Browser. Tell nobody that you reported.

# After a report that was refused.
refused-title = There is a problem
refused-stored = The report was not stored.
# Of a file that is not sealed at all.
refused-open = The file that you sent was not sealed. It came to this server readable, with its name.
refused-open-kept = Tor hid where it came from. The drop kept nothing of it and told nobody. But whoever has taken over this server could have read it.
refused-open-next = If the file shows who you are, think first whether reporting here is still safe for you. If it is, close Tor Browser or choose New Identity before you go on.

# The nearly empty page. It names nothing, because somebody may be looking.
leave-title = Empty page
leave-what = To forget where you were, close Tor Browser or choose New Identity.
