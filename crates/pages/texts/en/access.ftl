# The accessibility statement.

access-title = Accessibility statement
access-for = This statement is about the pages of this drop. Everybody should be able to make a report here.
access-can-title = What you can do
access-can-zoom = zoom in to 400 % without losing text, and read on a screen that is 320 pixels wide
access-can-keyboard = use every part with the keyboard alone, and see where the focus is
access-can-reader = use a screen reader: headings, labels, errors and progress are announced
access-can-colour = understand everything without colours, in light, dark and high-contrast settings
access-can-motion = read in peace: nothing moves, blinks or plays, and no answer has a time limit
access-can-scripts = make a report, and read what a unit writes to you, with or without scripts
access-can-language = read everything in English and in Welsh, without loading another page
access-status-title = How accessible it is
access-status = The pages are made to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. They are tested with axe-core in Tor Browser's engine, in both languages. People who use assistive technology have not yet tested them.
access-known-title = What is not accessible
access-known-hand = Without scripts, sealing a report and reading letters need commands in a terminal. With scripts, they do not.
access-known-codename = A codename has eight English words, which you remember and type. You can paste them, one mistyped word is put right for you, and you can report without a codename.
access-known-button = The browser itself names the button that chooses a file, in the browser's own language.
access-known-welsh = The Welsh text has not yet been reviewed by a Welsh speaker. Where the two languages differ, tell us.
access-else-title = If you cannot use these pages
access-else = You can report by phone:
access-else-none = The other ways on the first page need no computer of your own.
access-tell-title = Tell us about a barrier
access-tell = Tell the units named on the first page, in public or through this drop. You need not say that you made a report.
access-law-title = If nothing is done
access-law = In Great Britain the Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with an answer, contact the Equality Advisory and Support Service.
access-made = This statement was prepared in November 2026.
