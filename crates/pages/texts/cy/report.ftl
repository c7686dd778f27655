# Y cwestiynau: o'r dechrau hyd at yr unedau a gaiff ddarllen.

report-service = Rhoi gwybod am lygredd neu gam-drin difrifol yn yr heddlu
report-title = Gwneud adroddiad
report-in-title = { $step } – { $service }
field-optional = (dewisol)
continue-button = Parhau
back-button = Yn ôl
leave-button = Gadael y dudalen hon
errors-title = Mae problem

start-title = Cyn y cwestiwn cyntaf
start-memory = Mae'r hyn rydych yn ei deipio yn aros yn y dudalen hon nes i chi ei anfon. Nid oes dim yn cael ei gadw: os caewch neu ail-lwytho'r dudalen, bydd wedi mynd.
start-skip = Gallwch hepgor pob cwestiwn ond un: beth ddigwyddodd.
start-time = Cymerwch gymaint o amser ag sydd ei angen arnoch. Nid oes terfyn amser ar unrhyw ateb.
start-together = Nid oes dim yn gadael eich cyfrifiadur cyn i chi bwyso “Selio ac anfon” ar y diwedd. Yna dim ond yr adroddiad wedi'i selio sy'n ei adael.
start-safe-title = Arhoswch yma am eiliad
start-device = Ydych chi ar ddyfais, ffôn, rhwydwaith, cyfrif neu VPN o'r gwaith, neu ger y gwaith? Os felly, gadewch yn awr a gwnewch hyn yn rhywle arall.
start-search = Peidiwch â chwilio systemau'r heddlu am dystiolaeth. Maent yn cofnodi pwy edrychodd ar beth.
start-alone = A all unrhyw un weld eich sgrin, neu a allai camera?
start-retype = Dylai eich ffeithiau fod yn barod yn eich pen neu ar bapur. Mae agor ffeiliau a nodiadau yn gadael olion ar gyfrifiadur.
start-original = Cadwch beth bynnag a all fod yn dystiolaeth fel y mae.
start-key-title = Yr ôl bys, wedi'i gyfrifo gan y dudalen hon
start-button = Dechrau adroddiad
start-waiting = Mae'r dudalen yn paratoi i selio. Gallwch ddarllen ymlaen yn y cyfamser.
start-soon = Un eiliad. Bydd yn mynd ymlaen ar ei ben ei hun.
start-slow = Mae'r cysylltiad yn araf. Mae'r dudalen yn dal i geisio.
start-ready = Mae'r dudalen yn barod.

key-title = Gwiriwch yr ôl bys unwaith eto
key-words = Ôl bys cerdyn desg y gwasanaeth hwn:
key-compare = Cymharwch ef â'r ddau le y tu allan i'r gwasanaeth hwn lle mae'r unedau yn ei gyhoeddi. Os oes un gair yn wahanol, gadewch. Ni all tudalen dystio i'w hallwedd ei hun.
key-card = Cerdyn { $number }, yn ddilys o { $first } i { $last }. Mae pob uned arno wedi'i lofnodi.
key-demo = Arddangosiad yn unig. Mae'r allweddi'n gyhoeddus: peidiwch byth ag anfon adroddiad go iawn yma.

about-title = Am beth mae'r adroddiad?
about-danger = Os ydych mewn perygl yn awr, ffoniwch { $number }.
about-legend = Math o fater
about-hint = Mae hyn yn mynd â'ch adroddiad at y bobl iawn yn gynt. Os oes mwy nag un yn addas, dewiswch yr un mwyaf difrifol.
kind-information-or-influence = Rhoi gwybodaeth neu ddylanwad yn gyfnewid am arian neu ffafrau
kind-personal-advantage = Defnyddio swydd yn yr heddlu er mantais bersonol, ariannol neu fel arall
kind-sexual-purpose = Croesi ffiniau proffesiynol, neu gamddefnyddio'r swydd at ddibenion rhywiol
kind-abuse-of-partner = Cam-drin neu reoli partner, neu rywun y mae ganddynt berthynas â nhw
kind-discrimination = Ymddygiad hiliol, homoffobig, misogynistaidd neu sy'n gwahaniaethu yn erbyn pobl anabl, ar ddyletswydd neu beidio, wyneb yn wyneb neu ar-lein
kind-other = Rhywbeth arall sy'n llygredd neu'n gam-drin difrifol, neu nid wyf yn gwybod
route-title = Os yw'n rhywbeth arall
route-first = Mae'r gwasanaeth hwn yn cymryd adroddiadau am lygredd a cham-drin difrifol gan bobl sy'n gweithio i'r heddlu yn unig. Ar gyfer materion eraill:
route-emergency = Perygl yn awr: { $number }
route-crime = Trosedd yn gyffredinol: { $number }, neu wefan yr heddlu
route-anonymous-crime = Trosedd, yn ddienw: { $number }
route-reporting-line = Os byddai'n well gennych siarad: mae llinell yr heddlu i roi gwybod am lygredd a cham-drin, { $number }, yn cymryd yr un adroddiadau
route-police-conduct = Swyddfa Annibynnol Ymddygiad yr Heddlu: { $number }
route-whistleblowing-advice = Protect, cyngor i chwythwyr chwiban: { $number }
route-complaint = Yn anfodlon â'r hyn a wnaeth yr heddlu i chi: trefn gwyno'r heddlu
route-iopc = Os ydych yn gweithio i'r heddlu: mae Swyddfa Annibynnol Ymddygiad yr Heddlu hefyd yn cymryd adroddiadau. Mae'r gyfraith yn ei henwi at hynny.
route-advice = Cyngor cyn i chi benderfynu: Protect, eich undeb neu gymdeithas staff, neu gyfreithiwr

concerns-title = Â phwy mae'n ymwneud?
concerns-why = Mae hyn yn dangos pa heddlu i edrych arno, a pha uned na ddylai ymdrin ag ef. Os nad ydych yn gwybod, gadewch ef yn wag.
force-label = Heddlu
force-hint = Er enghraifft Heddlu Gogledd Cymru. Os nad ydych yn gwybod, dywedwch ble gwelsoch nhw.
role-legend = Beth ydyn nhw yno?
role-officer = Swyddog heddlu
role-staff = Aelod o staff yr heddlu
role-volunteer = Gwirfoddolwr neu gwnstabl gwirfoddol
role-unknown = Nid wyf yn gwybod, neu fwy nag un
who-label = Pwy ydyn nhw?
who-hint = Enw, rheng, rhif, llysenw neu ddisgrifiad. Peidiwch ag enwi neb nad ydych yn dewis ei enwi.

what-title = Beth ddigwyddodd?
what-why = Dyma'r un cwestiwn y mae angen ateb iddo. Mae ychydig frawddegau'n ddigon.
what-people = Beth wnaethon nhw neu ei ddweud, wrth bwy, a sut ydych chi'n gwybod?
what-knows = Pwy arall sy'n gwybod hyn? Os neb ond chi, mae eich stori'n pwyntio atoch chi.
what-style = Brawddegau byr a phlaen sy'n eich cuddio orau. Gall arddull, geiriau am reng, ac iaith ddangos pwy ysgrifennodd.
what-names = Peidiwch ag enwi neb nad ydych yn dewis ei enwi.
what-alone = Peidiwch â chwilio systemau'r heddlu er mwyn bod yn fwy manwl. Mae “tua” a “dydw i ddim yn siŵr” yn atebion da.
what-label = Yn eich geiriau eich hun
what-hint = Mewn unrhyw iaith.
what-missing = Ysgrifennwch beth ddigwyddodd

when-where-title = Pryd a ble digwyddodd hyn?
when-where-why = Mae hyn yn helpu i ddod o hyd i gofnodion cyn iddynt gael eu dileu. Mae amcan yn ddigon, ac yn fwy diogel os ychydig o bobl oedd yno.
when-label = Pryd?
when-hint = Er enghraifft “gwanwyn y llynedd” neu “mae'n dal i ddigwydd”. Gallwch ysgrifennu nad ydych yn gwybod.
where-label = Ble?
where-hint = Lle, gorsaf, ffordd neu wefan. Gallwch ysgrifennu nad ydych yn gwybod.

you-title = Pwy ydych chi i'r heddlu?
you-legend = Pa un ydych chi?
you-hint = Mae hyn yn helpu'r uned i bwyso a mesur yr hyn rydych yn ei wybod, ac i'ch diogelu. Nid oes rhaid i chi ddweud.
you-public = aelod o'r cyhoedd
you-officer = swyddog heddlu
you-staff = aelod o staff yr heddlu
you-volunteer = gwirfoddolwr neu gwnstabl gwirfoddol
you-former = rhywun a oedd yn un o'r rhain
you-not-said = Byddai'n well gennyf beidio â dweud
identity-label = Eich enw, neu ffordd o gysylltu â chi
identity-hint = Dim ond os ydych am i'r uned ei wybod. Unwaith i chi ddweud pwy ydych chi, ni allwch ei dynnu'n ôl. Gydag enw cod, a gewch ar y diwedd, gall yr uned hefyd ofyn pethau i chi heb wybod pwy ydych chi.
you-law-title = Eich amddiffyniad yn y gwaith
you-law = Mae'r gyfraith yn amddiffyn gweithwyr, swyddogion heddlu yn eu plith, sy'n cael eu trin yn wael am roi gwybod. Ar ôl adroddiad dienw gall fod yn anoddach hawlio'r amddiffyniad hwnnw. Nid yw aelodau o'r cyhoedd wedi'u cynnwys ynddo.
you-law-after = Gall Protect, undeb, cymdeithas staff neu gyfreithiwr ddweud mwy wrthych cyn i chi benderfynu.

evidence-title = Oes gennych chi dystiolaeth?
evidence-why = Mae adroddiad heb ffeiliau yn adroddiad da. Mae ffeiliau'n helpu os yw'n ddiogel i chi eu hanfon.
evidence-carry = Mae ffeiliau'n cario enwau, dyddiadau, lleoedd, dyfeisiau a fersiynau cynharach. Nid yw'r dudalen hon yn eu tynnu.
evidence-retype = Mae ailddeipio'r hyn y mae dogfen yn ei ddweud yn fwy diogel na'i hanfon.
evidence-paper = Mae tudalennau wedi'u hargraffu yn cario dotiau, mae lluniau'n dangos y ddyfais, a gall dogfen fod wedi'i marcio ar gyfer pob darllenydd.
evidence-original = Peidiwch â newid gwreiddiol a all fod yn dystiolaeth. Anfonwch ef fel y mae, neu ddim o gwbl.
evidence-search = Peidiwch â mynd i chwilio am ragor, yn systemau'r heddlu nac yn unman arall lle bydd rhywun yn sylwi.
files-label = Ychwanegu ffeiliau
files-hint = Unrhyw fath o ffeil, sawl un ar unwaith, gyda'i gilydd hyd at 1 GB. Maent yn cael eu selio gyda'ch testun.
files-looking = Mae'r ffeiliau'n dal i gael eu darllen. Ewch ymlaen pan fyddant yn y rhestr.
files-none = Dim ffeiliau wedi'u hychwanegu.
files-count = { $n ->
    [0] Dim ffeiliau wedi'u hychwanegu.
    [one] 1 ffeil wedi'i hychwanegu.
    [two] 2 ffeil wedi'u hychwanegu.
   *[other] { $n } ffeil wedi'u hychwanegu.
}
files-size = ({ $size })
files-remove = Tynnu
names-label = Anfon enwau'r ffeiliau eu hunain hefyd
names-hint = Fel arall byddant yn 01, 02 ac ati. Gall enw ddangos pwy ydych chi neu o ble y daw ffeil.
file-empty = Mae'r ffeil hon yn wag ac fe'i gadawyd allan:
file-unreadable = Ni ellir darllen y ffeil hon. Tynnwch hi, neu dewiswch hi eto:
file-changed = Mae'r ffeil hon wedi newid ers i chi ei dewis. Nid anfonwyd dim ohoni y gellid ei ddarllen. Tynnwch hi, yna dewiswch hi eto:
file-bad-name = Ni all enw'r ffeil hon deithio, oherwydd bod arwyddion camarweiniol ynddo, neu ei fod yn rhy hir. Tynnwch y tic oddi ar yr enwau, neu ailenwch gopi:
file-unreadable-some = Ni ellid darllen ffeil. Tynnwch y ffeiliau, yna dewiswch nhw eto.
file-changed-some = Newidiodd ffeil wrth ei selio. Tynnwch y ffeiliau, yna dewiswch nhw eto.
bad-name-some = Ni all enw un o'r ffeiliau deithio. Tynnwch y tic oddi ar yr enwau.
too-large-some = Mae'r ffeiliau'n rhy fawr ar gyfer un adroddiad. Tynnwch rai, a'u hanfon mewn adroddiad arall.
too-many-files-some = Mae un adroddiad yn cymryd hyd at 999 o ffeiliau. Heb ei hychwanegu:

room-text = Bydd eich adroddiad yn { $step } ar ôl ei selio. Mae lle i tua { $room } nod arall cyn iddo symud i fyny i { $next }.
room-files = Bydd eich adroddiad yn { $step } ar ôl ei selio. Mae lle i { $size } arall cyn iddo symud i fyny i { $next }.
room-top = Bydd eich adroddiad yn { $step } ar ôl ei selio, y maint mwyaf sydd. Mae lle i { $size } arall.
room-moved = Bydd eich adroddiad yn awr yn { $step } ar ôl ei selio.
room-too-large = Mae hyn yn rhy fawr ar gyfer un adroddiad. Tynnwch rai ffeiliau.
room-text-too-long = Mae'r testun yn rhy hir ar gyfer un adroddiad. Byrhewch ef, neu anfonwch y gweddill mewn adroddiad arall.
room-why = Mae gan adroddiadau wedi'u selio un o 14 maint, fel nad yw eu hyd yn dweud llawer. Y lleiaf yw 16 KB, sef maint y rhan fwyaf o adroddiadau heb ffeiliau. Gall y gwasanaeth hwn, a rhywun sy'n gwylio'r cysylltiad, weld y maint. Po fwyaf ydyw, lleiaf o rai eraill sy'n edrych yr un fath.

readers-title = Pwy gaiff ei ddarllen?
readers-who = Dim ond yr unedau a ddewiswch all agor eich adroddiad, ar gyfrifiadur nad yw byth wedi'i gysylltu â rhwydwaith. Mewn uned dim ond y bobl sy'n dal ei hallweddi all wneud hynny.
readers-legend = Unedau a gaiff ddarllen eich adroddiad
readers-hint = Tynnwch y tic oddi ar uned y mae eich adroddiad yn ymwneud â hi, neu nad ydych yn ymddiried ynddi. Ni all uned a adewir allan ei agor, ac nid yw'r adroddiad wedi'i selio yn dangos iddi gael ei gadael allan.
readers-hint-one = Un uned sydd gan y gwasanaeth hwn. Os yw eich adroddiad yn ymwneud â hi, defnyddiwch un o'r ffyrdd eraill yn lle hynny.
readers-renewed = Adnewyddwyd y cerdyn desg tra oeddech yn ysgrifennu, ac mae ei unedau wedi'u henwi'n wahanol. Dewiswch eto pwy a gaiff ddarllen eich adroddiad.
readers-missing = Dewiswch o leiaf un uned
kept-title = Beth sy'n cael ei gadw
kept-drop = Mae'r gwasanaeth hwn yn cadw'r adroddiad wedi'i selio, ei faint a'r diwrnod. Nid yw'n cadw cyfeiriad, amser nac enw ffeil, ac ni all agor dim.
kept-units = Mae'r unedau'n cadw'r hyn a agorwyd ganddynt cyhyd ag y mae eu rheolau ar wybodaeth yr heddlu yn ei ddweud.

amount-bytes = { $n ->
    [two] 2 feit
   *[other] { $n } beit
}
amount-kb = { $n } KB
amount-mb = { $n } MB
amount-gb = { $n } GB
amount-seconds = { $n ->
   *[other] { $n } eiliad
}
amount-minutes = { $n ->
    [two] 2 funud
   *[other] { $n } munud
}
amount-hours = { $n ->
   *[other] { $n } awr
}
