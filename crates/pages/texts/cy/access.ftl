# Y datganiad hygyrchedd.

access-title = Datganiad hygyrchedd
access-for = Mae'r datganiad hwn am dudalennau'r gwasanaeth hwn. Dylai pawb allu gwneud adroddiad yma.
access-can-title = Beth allwch chi ei wneud
access-can-zoom = chwyddo hyd at 400 % heb golli testun, a darllen ar sgrin 320 picsel o led
access-can-keyboard = defnyddio pob rhan â'r bysellfwrdd yn unig, a gweld ble mae'r ffocws
access-can-reader = defnyddio darllenydd sgrin: mae penawdau, labeli, gwallau a chynnydd yn cael eu cyhoeddi
access-can-colour = deall popeth heb liwiau, mewn gosodiadau golau, tywyll a chyferbyniad uchel
access-can-motion = darllen mewn heddwch: nid oes dim yn symud, yn fflachio nac yn chwarae, ac nid oes terfyn amser ar unrhyw ateb
access-can-scripts = gwneud adroddiad, a darllen yr hyn y mae uned yn ei ysgrifennu atoch, gyda sgriptiau neu hebddynt
access-can-language = darllen popeth yn Gymraeg ac yn Saesneg, heb lwytho tudalen arall
access-status-title = Pa mor hygyrch ydyw
access-status = Mae'r tudalennau wedi'u gwneud i fodloni Canllawiau Hygyrchedd Cynnwys y We (WCAG) 2.2 ar lefel AA. Maent yn cael eu profi ag axe-core ym mheiriant Tor Browser, yn y ddwy iaith. Nid yw pobl sy'n defnyddio technoleg gynorthwyol wedi rhoi prawf arnynt eto.
access-known-title = Beth nad yw'n hygyrch
access-known-hand = Heb sgriptiau, mae angen gorchmynion mewn terfynell i selio adroddiad ac i ddarllen llythyrau. Gyda sgriptiau, nid oes.
access-known-codename = Mae gan enw cod wyth gair Saesneg, yr ydych yn eu cofio a'u teipio. Gallwch eu gludo, mae un gair wedi'i gamdeipio yn cael ei gywiro i chi, a gallwch roi gwybod heb enw cod.
access-known-button = Y porwr ei hun sy'n enwi'r botwm sy'n dewis ffeil, yn iaith y porwr.
access-known-welsh = Nid yw siaradwr Cymraeg wedi adolygu'r testun Cymraeg eto. Lle mae'r ddwy iaith yn wahanol, dywedwch wrthym.
access-else-title = Os na allwch ddefnyddio'r tudalennau hyn
access-else = Gallwch roi gwybod dros y ffôn:
access-else-none = Nid oes angen eich cyfrifiadur eich hun ar gyfer y ffyrdd eraill ar y dudalen gyntaf.
access-tell-title = Dywedwch wrthym am rwystr
access-tell = Dywedwch wrth yr unedau a enwir ar y dudalen gyntaf, yn gyhoeddus neu drwy'r gwasanaeth hwn. Nid oes rhaid i chi ddweud eich bod wedi gwneud adroddiad.
access-law-title = Os na wneir dim
access-law = Ym Mhrydain Fawr y Comisiwn Cydraddoldeb a Hawliau Dynol sy'n gorfodi Rheoliadau Hygyrchedd Cyrff Sector Cyhoeddus (Gwefannau a Chymwysiadau Symudol) (Rhif 2) 2018. Os nad ydych yn fodlon ar ateb, cysylltwch â'r Gwasanaeth Cynghori a Chymorth Cydraddoldeb.
access-made = Paratowyd y datganiad hwn ym mis Tachwedd 2026.
