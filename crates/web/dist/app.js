var ft=Object.defineProperty;var wt=(n,e)=>{for(var t in e)ft(n,t,{get:e[t],enumerable:!0})};var Ie=`# Un teitl ac un cam nesaf ar gyfer pob gwrthodiad. Enwau crates/wire yw'r enwau.

problem-empty-title = Ni ddaeth dim
problem-empty-todo = Dewiswch y ffeil wedi'i selio, yna anfonwch eto.
problem-not-age-title = Nid adroddiad wedi'i selio yw hwn
problem-not-age-todo = Ni chadwyd dim. Seliwch yr adroddiad yn gyntaf: ar y dudalen, â candour-source, neu ag age fel y mae'r dudalen gyntaf yn ei ddangos. Yna anfonwch y ffeil y mae'n ei gwneud.
problem-armored-title = Mae'r ffeil wedi'i selio ar ffurf testun
problem-armored-todo = Ni chadwyd dim. Gwnewch hi eto heb opsiwn -a (--armor) age.
problem-passphrase-title = Mae'r ffeil wedi'i selio â chyfrinymadrodd
problem-passphrase-todo = Ni chadwyd dim. Ni allai neb yma ei hagor. Gwnewch hi eto â'r gorchymyn ar y dudalen gyntaf, heb opsiwn -p age.
problem-no-known-recipient-title = Nid yw'r ffeil wedi'i selio i neb yma
problem-no-known-recipient-todo = Ni chadwyd dim. Gwnewch hi eto â'r gorchymyn ar y dudalen gyntaf.
problem-mixed-kinds-title = Mae'r ffeil yn cymysgu dau fath o dderbynnydd
problem-mixed-kinds-todo = Ni chadwyd dim. Gwnewch hi eto â'r gorchymyn ar y dudalen gyntaf, wedi'i gopïo'n gyfan.
problem-foreign-stanzas-title = Mae gan y ffeil dderbynwyr o fathau nad yw'r gwasanaeth hwn yn eu hadnabod
problem-foreign-stanzas-todo = Ni chadwyd dim. Gwnewch hi eto â'r derbynwyr yn y gorchymyn ar y dudalen gyntaf yn unig.
problem-too-many-recipients-title = Mae gan y ffeil ormod o dderbynwyr
problem-too-many-recipients-todo = Ni chadwyd dim. Gwnewch hi eto â'r derbynwyr yn y gorchymyn ar y dudalen gyntaf yn unig.
problem-malformed-header-title = Mae'r ffeil wedi'i difrodi
problem-malformed-header-todo = Ni chadwyd dim. Nid yw dechrau'r ffeil fel y mae age yn ei ysgrifennu. Gwnewch hi eto, a'i hanfon fel ffeil, nid fel testun.
problem-truncated-title = Mae'r ffeil wedi'i thorri'n fyr, neu ychwanegwyd rhywbeth ati
problem-truncated-todo = Ni chadwyd dim. Gwnewch hi eto, arhoswch nes i'r rhaglen orffen, yna anfonwch hi.
problem-too-large-title = Mae'r ffeil yn fwy nag y mae'r gwasanaeth hwn yn ei chymryd
problem-too-large-todo = Ni chadwyd dim. Rhannwch y ffeiliau dros sawl adroddiad o 1 GiB ar y mwyaf yr un.
problem-wrong-length-title = Daeth mwy neu lai o feitiau nag a gyhoeddwyd
problem-wrong-length-todo = Ni chadwyd dim. Anfonwch y ffeil eto.
problem-media-type-title = Nid yw'r math hwn o neges yn cael ei gymryd yma
problem-media-type-todo = Anfonwch adroddiad wedi'i selio drwy'r dudalen gyntaf.
problem-form-title = Mae'r ffurflen yn cymryd un ffeil yn union a dim testun
problem-form-todo = Ni chadwyd dim. Ewch yn ôl a dewis un ffeil wedi'i selio.
problem-bad-tag-title = Nid tag yw'r tag
problem-bad-tag-todo = Defnyddiwch fersiwn gyfredol o'r dudalen neu'r rhaglen sy'n anfon.
problem-bad-request-title = Nid yw'r cais yn perthyn i'r protocol hwn
problem-bad-request-todo = Defnyddiwch fersiwn gyfredol o'r dudalen neu'r rhaglen sy'n anfon.
problem-tus-version-title = Nid yw'r fersiwn hon o uwchlwytho ar gael yma
problem-tus-version-todo = Defnyddiwch fersiwn gyfredol o'r dudalen neu'r rhaglen sy'n anfon.
problem-metadata-title = Nid yw enwau ffeiliau na manylion eraill yn cael eu cymryd
problem-metadata-todo = Mae'r hyn y mae angen i'r unedau ei wybod yn mynd y tu mewn i'r adroddiad wedi'i selio.
problem-offset-mismatch-title = Nid yw rhan yn dechrau lle gorffennodd yr un ddiwethaf
problem-offset-mismatch-todo = Rhowch gynnig arall arni: mae'r anfon yn mynd ymlaen o'r lle y stopiodd.
problem-upload-busy-title = Mae cysylltiad arall yn dal i anfon yr adroddiad hwn
problem-upload-busy-todo = Arhoswch eiliad, yna rhowch gynnig arall arni.
problem-not-found-title = Nid oes dim yma
problem-not-found-todo = Dechreuwch ar y dudalen gyntaf. Rhaid anfon o'r newydd adroddiad a oedd ar hanner ei anfon.
problem-method-title = Ni ellir gwneud hyn yma
problem-method-todo = Dechreuwch ar y dudalen gyntaf.
problem-unauthorized-title = Mae'r tocyn casglu ar goll neu'n anghywir
problem-unauthorized-todo = Rhowch y ffeil docyn a wnaed gan y gwasanaeth.
problem-range-title = Nid oes beitiau o'r fath
problem-range-todo = Gofynnwch am yr adroddiad cyfan.
problem-circuit-busy-title = Mae'r cysylltiad hwn wedi anfon llawer
problem-circuit-busy-todo = Ni chadwyd eich adroddiad. Dewiswch New Tor Circuit for this Site, neu arhoswch ddeg munud, yna anfonwch ef eto.
problem-slowed-title = Mae'r gwasanaeth yn llenwi ac yn cymryd un adroddiad o bob cysylltiad bob deg munud
problem-slowed-todo = Ni chadwyd eich adroddiad. Arhoswch ddeg munud, yna anfonwch ef eto.
problem-full-title = Mae'r gwasanaeth yn llawn nes iddo gael ei wagio nesaf
problem-full-todo = Ni chadwyd eich adroddiad. Mae'r gwasanaeth yn cael ei wagio tua unwaith y dydd: dewch yn ôl yfory. Gall adroddiad heb ffeiliau ffitio heddiw o hyd.
problem-no-space-title = Nid oes lle yn y gwasanaeth ar hyn o bryd
problem-no-space-todo = Ni chadwyd eich adroddiad. Dewch yn ôl ymhen ychydig oriau, neu yfory.
problem-timed-out-title = Daeth yr adroddiad yn rhy araf neu torrodd i ffwrdd
problem-timed-out-todo = Ni chadwyd dim. Anfonwch ef eto.
problem-fault-title = Mae nam ar y gwasanaeth ac mae'n ailgychwyn
problem-fault-todo = Ni chadwyd eich adroddiad. Dewch yn ôl ymhen ychydig funudau. Mae'r hyn a gadwyd o'r blaen yn ddiogel.
`;var Oe=`# Y cwestiynau: o'r dechrau hyd at yr unedau a gaiff ddarllen.

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
start-button = Dechrau
start-waiting = Mae'r dudalen yn paratoi i selio. Gallwch ddarllen ymlaen yn y cyfamser.
start-soon = Un eiliad. Bydd y cwestiwn cyntaf yn agor ar ei ben ei hun.
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
kind-discrimination = Ymddygiad hiliol, homoffobig, misogynistaidd neu sy'n sarhau pobl anabl, ar ddyletswydd neu beidio, wyneb yn wyneb neu ar-lein
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
you-legend = Rwyf yn
you-hint = Mae hyn yn helpu'r uned i bwyso a mesur yr hyn rydych yn ei wybod, ac i'ch diogelu. Nid oes rhaid i chi ddweud.
you-public = aelod o'r cyhoedd
you-officer = swyddog heddlu
you-staff = aelod o staff yr heddlu
you-volunteer = gwirfoddolwr neu gwnstabl gwirfoddol
you-former = rhywun a oedd yn un o'r rhain
you-not-said = Byddai'n well gennyf beidio â dweud
identity-label = Eich enw, neu ffordd o gysylltu â chi
identity-hint = Dim ond os ydych am i'r uned ei wybod. Unwaith i chi ddweud pwy ydych chi, ni allwch ei dynnu'n ôl. Heb ffordd o gysylltu â chi, ni all yr uned ofyn dim i chi.
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
`;var De=`# O'r gwirio hyd y diwedd.

check-title = Gwiriwch eich atebion
check-why = Darllenwch ef unwaith fel rhywun sydd am wybod pwy a'i hysgrifennodd. Gallwch newid popeth yn awr, a dim ar ôl ei anfon.
check-about = Math o fater
check-force = Heddlu
check-role = Beth ydyn nhw yno
check-who = Pwy ydyn nhw
check-what = Beth ddigwyddodd
check-when = Pryd
check-where = Ble
check-you = Pwy ydych chi i'r heddlu
check-identity = Eich enw, neu ffordd o gysylltu â chi
check-files = Ffeiliau
check-names-kept = Anfonir enwau'r ffeiliau eu hunain hefyd.
check-names-off = Nid anfonir enwau'r ffeiliau eu hunain.
check-readers = Pwy gaiff ei ddarllen
check-none = Heb ei roi
check-change = Newid
check-size-title = Beth mae ei faint yn ei ddatgelu
check-line = Gall pwy bynnag sy'n gwylio eich cysylltiad weld eich bod yn defnyddio Tor, pryd, a thua faint rydych yn ei anfon. Anfonwch ffeiliau mawr dim ond os ydynt yn werth hynny.
check-send-title = Yn awr, selio ac anfon
check-sealed = Mae eich adroddiad yn cael ei selio ar y cyfrifiadur hwn. Dim ond wedyn y mae'n cael ei anfon.
check-once = Ni ellir newid adroddiad wedi'i selio na'i dynnu'n ôl.
check-open = Cadwch y dudalen hon ar agor nes iddi ddweud bod eich adroddiad wedi'i gadw.
check-send = Selio ac anfon

sending-title = Selio ac anfon
sending-stay = Cadwch y dudalen hon ar agor. Gall anfon drwy Tor gymryd amser hir; os torrir y cysylltiad, mae'n ailafael ynddi ar ei ben ei hun.
sending-bar = Faint sydd wedi'i anfon
sending-card = Yn gwirio'r cerdyn desg eto.
sending-sealing = Yn selio eich adroddiad.
sending-sending = Mae eich adroddiad wedi'i selio yn cael ei anfon.
sending-amount = { $sent } o { $len } wedi'u hanfon
sending-left = Tua { $time } ar ôl
sending-anew = Nid yw'r hyn a anfonwyd hyd yma gan y gwasanaeth bellach. Mae eich adroddiad yn cael ei selio a'i anfon eto o'r dechrau.
sending-renewed = Adnewyddwyd y cerdyn desg tra oeddech yn ysgrifennu. Cerdyn { $number } ydyw yn awr, gyda'r un ôl bys ac wedi'i lofnodi gan yr un unedau. Mae eich adroddiad yn mynd atynt hwy.
sending-waiting = Torrodd y cysylltiad. Bydd y dudalen yn ceisio eto ymhen { $time }.
sending-waiting-kept = Torrodd y cysylltiad. Bydd y dudalen yn ceisio eto ymhen { $time }. Mae'r hyn sydd wedi cyrraedd yn cael ei gadw.
sending-waiting-why = { $why }. Bydd y dudalen yn ceisio eto ymhen { $time }.
sending-waiting-aloud = Yn aros i geisio eto.
sending-stopped = Mae'r anfon wedi stopio. Mae eich atebion a'ch ffeiliau yma o hyd.
sending-back = Mae eich adroddiad yn cael ei anfon. Dewiswch “Canslo” i'w stopio.
cancel-button = Canslo
retry-button = Ceisio eto nawr
cancelled = Stopiwyd yr anfon, ac ni chadwyd yr adroddiad. Dilëwyd yr hyn a oedd wedi cyrraedd ohono. Mae eich atebion a'ch ffeiliau yma o hyd.
cancelled-doubtful = Stopiwyd yr anfon. Roedd y rhan olaf eisoes ar ei ffordd, felly efallai fod eich adroddiad wedi'i selio wedi'i gadw. Mae eich atebion a'ch ffeiliau yma o hyd.
refused-title = Ni chymerodd y gwasanaeth yr adroddiad
refused-todo = Ceisiwch eto ymhen ychydig funudau. Os yw'n dal i fethu, defnyddiwch un o'r ffyrdd eraill ar y dudalen gyntaf.
refused-after = Mae'r gwasanaeth yn gofyn i chi ddod yn ôl ymhen { $time }.
strange-title = Atebodd y gwasanaeth mewn ffordd na all fod yn iawn
strange-todo = Nid yw'n sicr bod eich adroddiad wedi'i gadw. Ceisiwch eto. Os yw'n digwydd eto, gadewch, a defnyddiwch un o'r ffyrdd eraill.

broken-title = Mae'r rhan o'r dudalen hon sy'n selio wedi peidio â gweithio
broken-kept = Ni chadwyd eich adroddiad. Mae eich atebion a'ch ffeiliau yma o hyd, ac nid oes dim ohonynt wedi gadael y cyfrifiadur hwn mewn ffurf y gellir ei darllen.
broken-again-title = Rhowch gynnig arall arni
broken-again = Bydd y rhan honno'n cael ei chychwyn o'r newydd, a'ch adroddiad yn cael ei selio a'i anfon o'r dechrau.
broken-fails = Os yw'n methu eto, cadwch eich geiriau cyn cau neu ail-lwytho'r dudalen hon, ac yna dewiswch ffordd arall:
keep-paper = Y ffordd fwyaf diogel yw copïo eich geiriau â llaw ar bapur, a'i gadw lle nad oes dim yn ei gysylltu â chi.
keep-file = Gellir dod o hyd i eiriau a gopïwch i ffeil ar y cyfrifiadur hwn, hyd yn oed ar ôl i chi ei dileu. Dim ond Tails sy'n eu hanghofio pan gaiff ei ddiffodd. Mae'r hyn a gopïwch i'r clipfwrdd yn diflannu pan fydd Tor Browser yn cau.
keep-reload = Yna ail-lwythwch y dudalen. Mae hynny'n clirio eich atebion yma, ac yn aml yn helpu.

done-title = Mae eich adroddiad wedi'i selio wedi'i gadw
done-stored = Mae'n ddiogel ac yn aros i gael ei gasglu. Cliriwyd eich atebion a'ch ffeiliau o'r dudalen hon.
done-next-title = Beth sy'n digwydd nesaf
done-collected = Tua unwaith y dydd mae adroddiadau wedi'u selio yn cael eu casglu a'u cario i'r unedau.
done-days = O fewn 7 diwrnod i'w gasglu dylai uned nodi bod eich adroddiad ganddi. O fewn 3 mis dylai ddweud beth a wnaed.
done-reach = Ni all y dudalen hon ddangos ateb i chi eto. Dim ond os yw eich adroddiad yn dweud sut y gall uned gysylltu â chi.
done-some = Mae rhai adroddiadau'n dod yn gudd-wybodaeth yn unig. Yna efallai na welir dim yn digwydd.
done-now-title = Beth i'w wneud nawr
done-close = Caewch Tor Browser, neu dewiswch New Identity.
done-delete = Dilëwch unrhyw ffeil neu nodyn a wnaethoch ar gyfer yr adroddiad hwn. Peidiwch â dileu na newid yr hyn a all fod yn dystiolaeth.
done-tell = Peidiwch â dweud wrth neb eich bod wedi rhoi gwybod.
done-again = Dewch yn ôl yn anaml ac nid ar adegau rheolaidd.
done-leave = Mae “Gadael y dudalen hon” yn dangos tudalen wag. Nid yw'n dileu'r ymweliad o Tor Browser.
done-hash-title = Hash SHA-256 eich adroddiad wedi'i selio
done-hash = Nid oes angen i chi ei gadw. Gall pwy bynnag sy'n dod o hyd iddo gennych weld eich bod wedi rhoi gwybod.

stopped-title = Ni all y dudalen hon selio adroddiad nawr
stopped-nothing = Nid oes dim a deipioch nac a ddewisoch wedi gadael y cyfrifiadur hwn mewn ffurf y gellir ei darllen.
stopped-broken = Ni lwythodd rhan o'r dudalen hon, neu peidiodd â gweithio.
stopped-broken-todo = Mae ffyrdd eraill:
stopped-reload = Ail-lwythwch y dudalen unwaith.
stopped-safest = Gosodwch lefel ddiogelwch Tor Browser ar Safest ac ail-lwythwch. Yna mae'r dudalen yn dangos ffordd heb sgriptiau.
stopped-program = Defnyddiwch y rhaglen candour-source, neu un o'r ffyrdd eraill ar y dudalen gyntaf.
stopped-card = Nid yw cerdyn desg y gwasanaeth hwn yn ddilys, neu mae wedi'i ddifrodi.
stopped-card-todo = Peidiwch ag anfon dim yma. Gadewch, a defnyddiwch un o'r ffyrdd eraill ar y dudalen gyntaf.
stopped-expired = Nid yw cerdyn desg y gwasanaeth hwn mewn grym heddiw.
stopped-expired-todo = Gwiriwch ddyddiad eich cyfrifiadur. Os yw'n gywir, dewch yn ôl ymhen ychydig ddyddiau, neu defnyddiwch un o'r ffyrdd eraill ar y dudalen gyntaf.
stopped-desk = Nid oes cerdyn desg gan y gwasanaeth hwn ar hyn o bryd.
stopped-desk-todo = Dewch yn ôl ymhen ychydig oriau, neu defnyddiwch un o'r ffyrdd eraill ar y dudalen gyntaf.
stopped-changed = Rhybudd: newidiodd y cerdyn desg tra oeddech yn ysgrifennu, ac nid fel y byddai gwasanaeth gonest yn ei newid.
stopped-answers = Mae eich atebion yn y dudalen hon o hyd, nes i chi ei chau, ei hail-lwytho neu ei gadael. Os ydych am eu cadw:
answers-button = Yn ôl at eich atebion
stopped-changed-todo = Nid anfonwyd eich adroddiad. Gadewch nawr, a pheidiwch â defnyddio'r cyfeiriad hwn eto cyn i chi gymharu'r ôl bys yn y ddau le y mae'r unedau yn ei gyhoeddi.
`;var Re=`# One title and one next step for every refusal. The names are those of crates/wire.

problem-empty-title = Nothing came
problem-empty-todo = Choose the sealed file, then send again.
problem-not-age-title = This is not a sealed report
problem-not-age-todo = Nothing was kept. Seal the report first: on the page, with candour-source, or with age as the first page shows. Then send the file that it makes.
problem-armored-title = The sealed file is in its text form
problem-armored-todo = Nothing was kept. Make it again without age's option -a (--armor).
problem-passphrase-title = The file is sealed with a passphrase
problem-passphrase-todo = Nothing was kept. Nobody here could open it. Make it again with the command on the first page, without age's option -p.
problem-no-known-recipient-title = The file is sealed to nobody here
problem-no-known-recipient-todo = Nothing was kept. Make it again with the command on the first page.
problem-mixed-kinds-title = The file mixes two kinds of recipient
problem-mixed-kinds-todo = Nothing was kept. Make it again with the command on the first page, copied whole.
problem-foreign-stanzas-title = The file has recipients of kinds that this drop does not know
problem-foreign-stanzas-todo = Nothing was kept. Make it again with only the recipients in the command on the first page.
problem-too-many-recipients-title = The file has too many recipients
problem-too-many-recipients-todo = Nothing was kept. Make it again with only the recipients in the command on the first page.
problem-malformed-header-title = The file is damaged
problem-malformed-header-todo = Nothing was kept. The start of the file is not as age writes it. Make it again, and send it as a file, not as text.
problem-truncated-title = The file is cut short, or something was added to it
problem-truncated-todo = Nothing was kept. Make it again, wait until the program has finished, then send it.
problem-too-large-title = The file is larger than this drop takes
problem-too-large-todo = Nothing was kept. Split the files over several reports of at most 1 GiB each.
problem-wrong-length-title = More or fewer bytes came than were announced
problem-wrong-length-todo = Nothing was kept. Send the file again.
problem-media-type-title = This kind of message is not taken here
problem-media-type-todo = Send a sealed report through the first page.
problem-form-title = The form takes exactly one file and no text
problem-form-todo = Nothing was kept. Go back and choose one sealed file.
problem-bad-tag-title = The tag is not one
problem-bad-tag-todo = Use a current version of the page or program that sends.
problem-bad-request-title = The request is not of this protocol
problem-bad-request-todo = Use a current version of the page or program that sends.
problem-tus-version-title = This version of uploading is not spoken
problem-tus-version-todo = Use a current version of the page or program that sends.
problem-metadata-title = File names and other details are not taken
problem-metadata-todo = What the units need to know goes inside the sealed report.
problem-offset-mismatch-title = A part does not begin where the last one ended
problem-offset-mismatch-todo = Try again: sending goes on from where it stopped.
problem-upload-busy-title = Another connection is still sending this report
problem-upload-busy-todo = Wait a moment, then try again.
problem-not-found-title = There is nothing here
problem-not-found-todo = Begin at the first page. A report that was half sent must be sent anew.
problem-method-title = This cannot be done here
problem-method-todo = Begin at the first page.
problem-unauthorized-title = The collection token is missing or wrong
problem-unauthorized-todo = Give the token file that the drop made.
problem-range-title = There are no such bytes
problem-range-todo = Ask for the whole report.
problem-circuit-busy-title = This connection has sent a lot
problem-circuit-busy-todo = Your report was not kept. Choose New Tor Circuit for this Site, or wait ten minutes, then send it again.
problem-slowed-title = The drop is filling up and takes one report from a connection every ten minutes
problem-slowed-todo = Your report was not kept. Wait ten minutes, then send it again.
problem-full-title = The drop is full until it is next emptied
problem-full-todo = Your report was not kept. The drop is emptied about once a day: come back tomorrow. A report without files may still fit today.
problem-no-space-title = The drop has no room at the moment
problem-no-space-todo = Your report was not kept. Come back in a few hours, or tomorrow.
problem-timed-out-title = The report came too slowly or broke off
problem-timed-out-todo = Nothing was kept. Send it again.
problem-fault-title = The drop has a fault and is restarting
problem-fault-todo = Your report was not kept. Come back in a few minutes. What was stored before is safe.
`;var Ce=`# The questions: from before the start to the units that may read.

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
start-button = Start
start-waiting = The page is getting ready to seal. You can read on meanwhile.
start-soon = Just a moment. The first question opens by itself.
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
identity-hint = Only if you want the unit to know it. Once you have said who you are, you cannot take it back. Without a way to reach you, the unit cannot ask you anything.
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
`;var Be=`# From the check to the end.

check-title = Check your answers
check-why = Read it once as somebody would who wants to know who wrote it. You can change everything now, and nothing after it is sent.
check-about = Kind of matter
check-force = Police force
check-role = What they are there
check-who = Who it is
check-what = What happened
check-when = When
check-where = Where
check-you = Who you are to the police
check-identity = Your name, or a way to reach you
check-files = Files
check-names-kept = The files' own names are sent too.
check-names-off = The files' own names are not sent.
check-readers = Who may read it
check-none = Not given
check-change = Change
check-size-title = What its size gives away
check-line = Whoever watches your connection can see that you use Tor, when, and roughly how much you send. Send large files only if they are worth it.
check-send-title = Now seal and send
check-sealed = Your report is sealed on this computer. Only then is it sent.
check-once = A sealed report cannot be changed or taken back.
check-open = Keep this page open until it says that your report is stored.
check-send = Seal and send

sending-title = Sealing and sending
sending-stay = Keep this page open. Sending through Tor can take long; a broken connection is taken up again by itself.
sending-bar = How much is sent
sending-card = Checking the desk card again.
sending-sealing = Sealing your report.
sending-sending = Your sealed report is being sent.
sending-amount = { $sent } of { $len } sent
sending-left = About { $time } left
sending-anew = The drop no longer has what was sent so far. Your report is sealed and sent again from the start.
sending-renewed = The desk card was renewed while you wrote. It is card { $number } now, with the same fingerprint and signed by the same units. Your report goes to them.
sending-waiting = The connection broke. The page tries again in { $time }.
sending-waiting-kept = The connection broke. The page tries again in { $time }. What has arrived is kept.
sending-waiting-why = { $why }. The page tries again in { $time }.
sending-waiting-aloud = Waiting to try again.
sending-stopped = Sending has stopped. Your answers and files are still here.
sending-back = Your report is being sent. Choose “Cancel” to stop it.
cancel-button = Cancel
retry-button = Try again now
cancelled = Sending was stopped, and the report was not stored. What had arrived of it is deleted. Your answers and files are still here.
cancelled-doubtful = Sending was stopped. The last of it was already on its way, so your sealed report may have been stored. Your answers and files are still here.
refused-title = The drop did not take the report
refused-todo = Try again in a few minutes. If it still fails, use one of the other ways on the first page.
refused-after = The drop asks you to come back in { $time }.
strange-title = The drop answered in a way that cannot be right
strange-todo = It is not certain that your report was stored. Try again. If it happens again, leave, and use one of the other ways.

broken-title = The part of this page that seals has stopped working
broken-kept = Your report was not stored. Your answers and files are still here, and nothing of them has left this computer readable.
broken-again-title = Try again
broken-again = That part is then started anew, and your report is sealed and sent from the beginning.
broken-fails = If it fails again, keep your words before you close or reload this page, and then choose another way:
keep-paper = Safest is to copy your words by hand on to paper, and to keep it where nothing links it to you.
keep-file = Words that you copy into a file can be found on this computer, even after you delete it. Only Tails forgets them when it is switched off. What you copy to the clipboard is gone when Tor Browser closes.
keep-reload = Then reload the page. That clears your answers here, and often helps.

done-title = Your sealed report is stored
done-stored = It is safely on the drop and waits to be collected. Your answers and files have been cleared from this page.
done-next-title = What happens next
done-collected = About once a day sealed reports are collected and carried to the units.
done-days = Within 7 days of collection a unit should note that it has your report. Within 3 months it should say what was done.
done-reach = This page cannot show you an answer yet. A unit can reach you only if your report says how.
done-some = Some reports only become intelligence. Then nothing may be seen to happen.
done-now-title = What to do now
done-close = Close Tor Browser, or choose New Identity.
done-delete = Delete any file or note that you made for this report. Do not delete or alter what may be evidence.
done-tell = Tell nobody that you reported.
done-again = Come back seldom and not at regular times.
done-leave = “Leave this page” shows an empty page. It does not remove the visit from Tor Browser.
done-hash-title = The SHA-256 hash of your sealed report
done-hash = You do not need to keep it. Whoever finds it with you can see that you reported.

stopped-title = This page cannot seal a report now
stopped-nothing = Nothing that you typed or chose has left this computer readable.
stopped-broken = A part of this page did not load, or stopped working.
stopped-broken-todo = There are other ways:
stopped-reload = Reload the page once.
stopped-safest = Set Tor Browser's security level to Safest and reload. The page then shows a way without scripts.
stopped-program = Use the program candour-source, or one of the other ways on the first page.
stopped-card = The desk card of this drop is not genuine, or it is damaged.
stopped-card-todo = Do not send anything here. Leave, and use one of the other ways on the first page.
stopped-expired = The desk card of this drop is not in force on this day.
stopped-expired-todo = Check the date of your computer. If it is right, come back in a few days, or use one of the other ways on the first page.
stopped-desk = This drop has no desk card at the moment.
stopped-desk-todo = Come back in a few hours, or use one of the other ways on the first page.
stopped-changed = Alarm: the desk card changed while you wrote, and not as an honest drop changes it.
stopped-answers = Your answers are still in this page, until you close, reload or leave it. If you want to keep them:
answers-button = Back to your answers
stopped-changed-todo = Your report was not sent. Leave now, and do not use this address again before you have compared the fingerprint in both places where the units publish it.
`;var de={};wt(de,{count:()=>Et,day:()=>Nt,list:()=>$t,size:()=>Tt,stretch:()=>_e,wait:()=>xt});var Pe=["amount-kb","amount-mb","amount-gb"];function Tt(n,e){if(e<1024)return n.text("amount-bytes",{n:e});let t=e/1024,a=0;for(;t>=1024&&a<Pe.length-1;)t/=1024,a+=1;let i=t<100?1:0,o=new Intl.NumberFormat(n.locale,{maximumFractionDigits:i}).format(t);return n.text(Pe[a],{n:o})}function Et(n,e){return new Intl.NumberFormat(n.locale).format(e)}function _e(n,e){return e<60?n.text("amount-seconds",{n:Math.max(10,Math.ceil(e/10)*10)}):e<5400?n.text("amount-minutes",{n:Math.ceil(e/60)}):n.text("amount-hours",{n:Math.ceil(e/3600)})}function xt(n,e){return e<90?n.text("amount-seconds",{n:Math.max(1,Math.ceil(e))}):_e(n,e)}function Nt(n,e){let t={day:"numeric",month:"long",year:"numeric",timeZone:"UTC"};return new Intl.DateTimeFormat(n.locale,t).format(new Date(e*864e5))}function $t(n,e){return new Intl.ListFormat(n.locale,{type:"conjunction"}).format(e)}var Le="urn:candour:problem:";var T=class extends Error{},O=class extends Error{},S=class extends Error{},g=class extends Error{constructor(e,t,a){super(`${e} ${t??""}`),this.status=e,this.problem=t,this.retryAfter=a}};async function A(n,e,t,{headers:a={},body:i,signal:o,seconds:r=60,keepalive:d=!1}={}){let h=new AbortController,y=()=>h.abort();if(o?.aborted)throw new T;o?.addEventListener("abort",y);let c=n.setTimeout(y,r*1e3);try{let l=await n.fetch(t,{method:e,headers:a,body:i,keepalive:d,signal:h.signal,credentials:"omit",referrer:"",referrerPolicy:"no-referrer",cache:"no-store",redirect:"error",mode:"same-origin"}),f=await l.arrayBuffer();if(!l.ok)throw Mt(l,f);return{status:l.status,header:b=>l.headers.get(b),body:f}}catch(l){throw l instanceof g?l:o?.aborted?new T:new O}finally{n.clearTimeout(c),o?.removeEventListener("abort",y)}}function F(n){return/^[0-9]{1,15}$/.test(n??"")?Number(n):null}function Mt(n,e){return new g(n.status,St(e),F(n.headers.get("retry-after")))}function St(n){try{let{type:e}=JSON.parse(new TextDecoder().decode(n.slice(0,4096))),t=e.startsWith(Le)?e.slice(Le.length):"";return/^[a-z-]{1,40}$/.test(t)?t:null}catch{return null}}var At=864e5,B=class extends Error{},D=class extends Error{},R=class{#e;#t;#a=null;card=null;constructor(e,t){this.#e=e,this.#t=t}static async fetch(e,t){return(await A(e,"GET","/desk",{signal:t})).body}async take(e){return this.card=await this.#o(e),this.#a=e,this.card}async move(e){this.#t=e,await this.#o(this.#a)}async again(e){let t=this.card,a;try{a=await this.#o(e)}catch(i){throw i.code==="card-malformed"||i.code==="card-signature"?new B:i}if(a.sha256===t.sha256)return!1;if(a.fingerprint!==t.fingerprint||a.number<=t.number||a.demo!==t.demo)throw new B;return this.card=a,this.#a=e,!0}async#o(e){let t=await this.#t.card(e,Math.floor(this.#e.now()/At));if(t.expired)throw new D;return t}};var K=class{constructor(){this.clear()}clear(){this.about=null,this.force="",this.role=null,this.who="",this.what="",this.when="",this.where="",this.you=null,this.identity="",this.files=[],this.keepNames=!1,this.leftOut=new Set}get touched(){return[this.force,this.who,this.what,this.when,this.where,this.identity].some(t=>t!=="")||this.files.length>0||[this.about,this.role,this.you].some(Boolean)}answers(e){let t={standing:this.you??"not-said"},a={kind:"written",language:e,what:le(this.what),reporter:t};this.about&&(a.category=this.about),this.role&&this.role!=="unknown"&&(a.role=this.role);for(let o of["who","force","when","where"]){let r=le(this[o]);r!==""&&(a[o]=r)}let i=le(this.identity);return i!==""&&(t.identity=i),a}units(e){return e.units.map(t=>t.name).filter(t=>!this.leftOut.has(t))}};function le(n){return n.trim().toWellFormed()}function It(n,e,t={},...a){let i=n.createElement(e);for(let[o,r]of Object.entries(t))r===!0?i.setAttribute(o,""):r!==!1&&r!==null&&r!==void 0&&i.setAttribute(o,String(r));return i.append(...a.flat(1/0).filter(o=>o!=null)),i}var j=class{constructor(e,t){this.document=e,this.language=t}make(e,t,...a){return It(this.document,e,t,...a)}say(e,t,a,i={}){return this.language.say(this.make(e,i),t,a)}paragraph(e,t,a){return this.say("p",e,t,a)}heading(e,t,a){return this.say(`h${e}`,t,a)}bullets(e,t){return this.make("ul",{},e.map(a=>this.say("li",a,t)))}button(e,t,a={}){return this.say("button",t,void 0,{type:"button","data-action":e,...a})}foreign(e,t="bdi"){return this.make(t,{dir:"auto"},Ot(e))}field({id:e,label:t,hint:a,optional:i=!0,rows:o,value:r,write:d,describedBy:h=[]}){let y=`${e}-hint`,c=[a?y:null,...h].filter(Boolean).join(" "),l={id:e,"aria-describedby":c||null,autocomplete:"off",autocapitalize:"off",spellcheck:"false","data-gramm":"false",translate:"no",dir:"auto"},f=o?this.make("textarea",{...l,rows:o}):this.make("input",{...l,type:"text"});f.value=r,f.addEventListener("input",()=>d(f.value));let b=this.make("label",{for:e},this.say("span",t));return i&&b.append(" ",this.say("span","field-optional")),this.make("div",{class:"field"},b,a?this.paragraph(a,void 0,{id:y,class:"hint"}):null,f)}tick({id:e,label:t,hint:a,values:i,checked:o,write:r,text:d}){let h=this.make("input",{type:"checkbox",id:e,autocomplete:"off","aria-describedby":a?`${e}-hint`:null});h.checked=o,h.addEventListener("change",()=>r(h.checked));let y=d?this.make("label",{for:e},d):this.say("label",t,i,{for:e});return[this.make("div",{class:"choice"},h,y),a?this.paragraph(a,i,{id:`${e}-hint`,class:"hint"}):null]}choices({legend:e,hint:t,id:a,options:i,value:o,write:r}){let d=`${a}-hint`,h=i.map((l,f)=>this.make("input",{type:"radio",id:`${a}-${l.value}`,autocomplete:"off","aria-posinset":f+1,"aria-setsize":i.length})),y=l=>{for(let f of h)f.checked=f===l,f.tabIndex=f===l?0:-1;l||(h[0].tabIndex=0)};y(h[i.findIndex(l=>l.value===o)]),h.forEach((l,f)=>{let b=k=>{let p=(k+h.length)%h.length;return y(h[p]),r(i[p].value),h[p]};l.addEventListener("change",()=>b(f)),l.addEventListener("keydown",k=>{let p={ArrowDown:1,ArrowRight:1,ArrowUp:-1,ArrowLeft:-1}[k.key];!p||k.ctrlKey||k.altKey||k.metaKey||(k.preventDefault(),b(f+p).focus())})});let c=i.map((l,f)=>this.make("div",{class:"choice"},h[f],this.say("label",l.label,void 0,{for:h[f].id})));return this.make("fieldset",{id:a,role:"radiogroup","aria-labelledby":`${a}-legend`,"aria-describedby":t?d:null},this.make("legend",{id:`${a}-legend`},this.say("span",e)," ",this.say("span","field-optional")),t?this.paragraph(t,void 0,{id:d,class:"hint"}):null,c)}};function Ot(n){let e=[...n.toWellFormed()].map(t=>he.test(t)?"�":t);return e.length<=Ge?e.join(""):[...e.slice(0,Ge-20),"…",...e.slice(-19)].join("")}var he=/[\p{Cc}\u{ad}\u{61c}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}]/u,Ge=80;var q=class{#e;#t;constructor(e){this.#e=e,this.#t=e.build.make("div",{id:"errors",role:"alert",tabindex:"-1","aria-labelledby":"errors-title"}),this.#t.hidden=!0}get node(){return this.#t}show(e){let{build:t}=this.#e;this.clear();let a=e.map(({text:i,values:o,field:r,about:d})=>{let h=[t.say("span",i,o),...d?[" ",t.foreign(d)]:[]];if(!r)return t.make("li",{},h);let y=t.make("a",{href:`#${r}`},h);return y.addEventListener("click",c=>{c.preventDefault(),t.document.getElementById(r)?.focus()}),this.#a(r,h.map(c=>typeof c=="string"?c:c.cloneNode(!0)),i,o),t.make("li",{},y)});this.#t.replaceChildren(t.make("h2",{id:"errors-title"},t.say("span","errors-title")),t.make("ul",{},a)),this.#t.hidden=!1,this.#t.focus()}clear(){let{document:e}=this.#e.build;for(let t of e.querySelectorAll(".error[data-of]")){let a=e.getElementById(t.dataset.of);a?.removeAttribute("aria-invalid");let i=(a?.getAttribute("aria-describedby")??"").split(" ").filter(o=>o!==""&&o!==t.id);i.length>0?a?.setAttribute("aria-describedby",i.join(" ")):a?.removeAttribute("aria-describedby"),t.remove()}this.#t.replaceChildren(),this.#t.hidden=!0}#a(e,t,a,i){let{build:o}=this.#e,r=o.document.getElementById(e);if(!r)return;let d=o.make("p",{id:`${e}-error`,class:"error","data-of":e},t);o.language.say(d.firstElementChild,a,i);let h=r.closest(".field, fieldset")??r;h===r?h.before(d):h.tagName==="FIELDSET"?h.querySelector("legend").after(d):r.before(d),r.tagName!=="FIELDSET"&&r.setAttribute("aria-invalid","true");let y=r.getAttribute("aria-describedby");r.setAttribute("aria-describedby",y?`${d.id} ${y}`:d.id)}};var x=class{constructor(e){this.value=e}valueOf(){return this.value}},w=class extends x{constructor(e="???"){super(e)}toString(e){return`{${this.value}}`}},v=class extends x{constructor(e,t={}){super(e),this.opts=t}toString(e){if(e)try{return e.memoizeIntlObject(Intl.NumberFormat,this.opts).format(this.value)}catch(t){e.reportError(t)}return this.value.toString(10)}},N=class n extends x{static supportsValue(e){if(typeof e=="number"||e instanceof Date)return!0;if(e instanceof x)return n.supportsValue(e.valueOf());if("Temporal"in globalThis){let t=globalThis.Temporal;if(e instanceof t.Instant||e instanceof t.PlainDateTime||e instanceof t.PlainDate||e instanceof t.PlainMonthDay||e instanceof t.PlainTime||e instanceof t.PlainYearMonth)return!0}return!1}constructor(e,t={}){e instanceof n?(t={...e.opts,...t},e=e.value):e instanceof x&&(e=e.valueOf()),typeof e=="object"&&"calendarId"in e&&t.calendar===void 0&&(t={...t,calendar:e.calendarId}),super(e),this.opts=t}[Symbol.toPrimitive](e){return e==="string"?this.toString():this.toNumber()}toNumber(){let e=this.value;if(typeof e=="number")return e;if(e instanceof Date)return e.getTime();if("epochMilliseconds"in e)return e.epochMilliseconds;if("toZonedDateTime"in e)return e.toZonedDateTime("UTC").epochMilliseconds;throw new TypeError("Unwrapping a non-number value as a number")}toString(e){if(e)try{return e.memoizeIntlObject(Intl.DateTimeFormat,this.opts).format(this.value)}catch(t){e.reportError(t)}return typeof this.value=="number"||this.value instanceof Date?new Date(this.value).toISOString():this.value.toString()}};var ze=100,Dt="⁨",Rt="⁩";function Ct(n,e,t){if(t===e||t instanceof v&&e instanceof v&&t.value===e.value)return!0;if(e instanceof v&&typeof t=="string"){let a=n.memoizeIntlObject(Intl.PluralRules,e.opts).select(e.value);if(t===a)return!0}return!1}function Ye(n,e,t){return e[t]?P(n,e[t].value):(n.reportError(new RangeError("No default")),new w)}function ce(n,e){let t=[],a=Object.create(null);for(let i of e)i.type==="narg"?a[i.name]=G(n,i.value):t.push(G(n,i));return{positional:t,named:a}}function G(n,e){switch(e.type){case"str":return e.value;case"num":return new v(e.value,{minimumFractionDigits:e.precision});case"var":return Bt(n,e);case"mesg":return Pt(n,e);case"term":return _t(n,e);case"func":return Lt(n,e);case"select":return Gt(n,e);default:return new w}}function Bt(n,{name:e}){let t;if(n.params)if(Object.prototype.hasOwnProperty.call(n.params,e))t=n.params[e];else return new w(`$${e}`);else if(n.args&&Object.prototype.hasOwnProperty.call(n.args,e))t=n.args[e];else return n.reportError(new ReferenceError(`Unknown variable: $${e}`)),new w(`$${e}`);if(t instanceof x)return t;switch(typeof t){case"string":return t;case"number":return new v(t);case"object":if(N.supportsValue(t))return new N(t);default:return n.reportError(new TypeError(`Variable type not supported: $${e}, ${typeof t}`)),new w(`$${e}`)}}function Pt(n,{name:e,attr:t}){let a=n.bundle._messages.get(e);if(!a)return n.reportError(new ReferenceError(`Unknown message: ${e}`)),new w(e);if(t){let i=a.attributes[t];return i?P(n,i):(n.reportError(new ReferenceError(`Unknown attribute: ${t}`)),new w(`${e}.${t}`))}return a.value?P(n,a.value):(n.reportError(new ReferenceError(`No value: ${e}`)),new w(e))}function _t(n,{name:e,attr:t,args:a}){let i=`-${e}`,o=n.bundle._terms.get(i);if(!o)return n.reportError(new ReferenceError(`Unknown term: ${i}`)),new w(i);if(t){let d=o.attributes[t];if(d){n.params=ce(n,a).named;let h=P(n,d);return n.params=null,h}return n.reportError(new ReferenceError(`Unknown attribute: ${t}`)),new w(`${i}.${t}`)}n.params=ce(n,a).named;let r=P(n,o.value);return n.params=null,r}function Lt(n,{name:e,args:t}){let a=n.bundle._functions[e];if(!a)return n.reportError(new ReferenceError(`Unknown function: ${e}()`)),new w(`${e}()`);if(typeof a!="function")return n.reportError(new TypeError(`Function ${e}() is not callable`)),new w(`${e}()`);try{let i=ce(n,t);return a(i.positional,i.named)}catch(i){return n.reportError(i),new w(`${e}()`)}}function Gt(n,{selector:e,variants:t,star:a}){let i=G(n,e);if(i instanceof w)return Ye(n,t,a);for(let o of t){let r=G(n,o.key);if(Ct(n,i,r))return P(n,o.value)}return Ye(n,t,a)}function ue(n,e){if(n.dirty.has(e))return n.reportError(new RangeError("Cyclic reference")),new w;n.dirty.add(e);let t=[],a=n.bundle._useIsolating&&e.length>1;for(let i of e){if(typeof i=="string"){t.push(n.bundle._transform(i));continue}if(n.placeables++,n.placeables>ze)throw n.dirty.delete(e),new RangeError(`Too many placeables expanded: ${n.placeables}, max allowed is ${ze}`);a&&t.push(Dt),t.push(G(n,i).toString(n)),a&&t.push(Rt)}return n.dirty.delete(e),t.join("")}function P(n,e){return typeof e=="string"?n.bundle._transform(e):ue(n,e)}var H=class{constructor(e,t,a){this.dirty=new WeakSet,this.params=null,this.placeables=0,this.bundle=e,this.errors=t,this.args=a}reportError(e){if(!this.errors||!(e instanceof Error))throw e;this.errors.push(e)}memoizeIntlObject(e,t){let a=this.bundle._intls.get(e);a||(a={},this.bundle._intls.set(e,a));let i=JSON.stringify(t);return a[i]||(a[i]=new e(this.bundle.locales,t)),a[i]}};function ye(n,e){let t=Object.create(null);for(let[a,i]of Object.entries(n))e.includes(a)&&(t[a]=i.valueOf());return t}var We=["unitDisplay","currencyDisplay","useGrouping","minimumIntegerDigits","minimumFractionDigits","maximumFractionDigits","minimumSignificantDigits","maximumSignificantDigits"];function Ue(n,e){let t=n[0];if(t instanceof w)return new w(`NUMBER(${t.valueOf()})`);if(t instanceof v)return new v(t.valueOf(),{...t.opts,...ye(e,We)});if(t instanceof N)return new v(t.toNumber(),{...ye(e,We)});throw new TypeError("Invalid argument to NUMBER")}var zt=["dateStyle","timeStyle","fractionalSecondDigits","dayPeriod","hour12","weekday","era","year","month","day","hour","minute","second","timeZoneName"];function Fe(n,e){let t=n[0];if(t instanceof w)return new w(`DATETIME(${t.valueOf()})`);if(t instanceof N||t instanceof v)return new N(t,ye(e,zt));throw new TypeError("Invalid argument to DATETIME")}var Ke=new Map;function je(n){let e=Array.isArray(n)?n.join(" "):n,t=Ke.get(e);return t===void 0&&(t=new Map,Ke.set(e,t)),t}var z=class{constructor(e,{functions:t,useIsolating:a=!0,transform:i=o=>o}={}){this._terms=new Map,this._messages=new Map,this.locales=Array.isArray(e)?e:[e],this._functions={NUMBER:Ue,DATETIME:Fe,...t},this._useIsolating=a,this._transform=i,this._intls=je(e)}hasMessage(e){return this._messages.has(e)}getMessage(e){return this._messages.get(e)}addResource(e,{allowOverrides:t=!1}={}){let a=[];for(let i=0;i<e.body.length;i++){let o=e.body[i];if(o.id.startsWith("-")){if(t===!1&&this._terms.has(o.id)){a.push(new Error(`Attempt to override an existing term: "${o.id}"`));continue}this._terms.set(o.id,o)}else{if(t===!1&&this._messages.has(o.id)){a.push(new Error(`Attempt to override an existing message: "${o.id}"`));continue}this._messages.set(o.id,o)}}return a}formatPattern(e,t=null,a=null){if(typeof e=="string")return this._transform(e);let i=new H(this,a,t);try{return ue(i,e).toString(i)}catch(o){if(i.errors&&o instanceof Error)return i.errors.push(o),new w().toString(i);throw o}}};var fe=/^(-?[a-zA-Z][\w-]*) *= */gm,qe=/\.([a-zA-Z][\w-]*) *= */y,Yt=/\*?\[/y,we=/(-?[0-9]+(?:\.([0-9]+))?)/y,Wt=/([a-zA-Z][\w-]*)/y,He=/([$-])?([a-zA-Z][\w-]*)(?:\.([a-zA-Z][\w-]*))?/y,Ut=/^[A-Z][A-Z0-9_-]*$/,V=/([^{}\n\r]+)/y,Ft=/([^\\"\n\r]*)/y,Ve=/\\([\\"])/y,Ze=/\\u([a-fA-F0-9]{4})|\\U([a-fA-F0-9]{6})/y,Kt=/^\n+/,Xe=/ +$/,jt=/ *\r?\n/g,qt=/( *)$/,Ht=/{\s*/y,Je=/\s*}/y,Vt=/\[\s*/y,Zt=/\s*] */y,Xt=/\s*\(\s*/y,Jt=/\s*->\s*/y,Qt=/\s*:\s*/y,en=/\s*,?\s*/y,tn=/\s+/y,Y=class{constructor(e){this.body=[],fe.lastIndex=0;let t=0;for(;;){let s=fe.exec(e);if(s===null)break;t=fe.lastIndex;try{this.body.push(h(s[1]))}catch(u){if(u instanceof SyntaxError)continue;throw u}}function a(s){return s.lastIndex=t,s.test(e)}function i(s,u){if(e[t]===s)return t++,!0;if(u)throw new u(`Expected ${s}`);return!1}function o(s,u){if(a(s))return t=s.lastIndex,!0;if(u)throw new u(`Expected ${s.toString()}`);return!1}function r(s){s.lastIndex=t;let u=s.exec(e);if(u===null)throw new SyntaxError(`Expected ${s.toString()}`);return t=s.lastIndex,u}function d(s){return r(s)[1]}function h(s){let u=c(),m=y();if(u===null&&Object.keys(m).length===0)throw new SyntaxError("Expected message value or attributes");return{id:s,value:u,attributes:m}}function y(){let s=Object.create(null);for(;a(qe);){let u=d(qe),m=c();if(m===null)throw new SyntaxError("Expected attribute value");s[u]=m}return s}function c(){let s;if(a(V)&&(s=d(V)),e[t]==="{"||e[t]==="}")return l(s?[s]:[],1/0);let u=Se();return u?s?l([s,u],u.length):(u.value=se(u.value,Kt),l([u],u.length)):s?se(s,Xe):null}function l(s=[],u){for(;;){if(a(V)){s.push(d(V));continue}if(e[t]==="{"){s.push(f());continue}if(e[t]==="}")throw new SyntaxError("Unbalanced closing brace");let E=Se();if(E){s.push(E),u=Math.min(u,E.length);continue}break}let m=s.length-1,I=s[m];typeof I=="string"&&(s[m]=se(I,Xe));let L=[];for(let E of s)E instanceof Z&&(E=E.value.slice(0,E.value.length-u)),E&&L.push(E);return L}function f(){o(Ht,SyntaxError);let s=b();if(o(Je))return s;if(o(Jt)){let u=re();return o(Je,SyntaxError),{type:"select",selector:s,...u}}throw new SyntaxError("Unclosed placeable")}function b(){if(e[t]==="{")return f();if(a(He)){let[,s,u,m=null]=r(He);if(s==="$")return{type:"var",name:u};if(o(Xt)){let I=k();if(s==="-")return{type:"term",name:u,attr:m,args:I};if(Ut.test(u))return{type:"func",name:u,args:I};throw new SyntaxError("Function names must be all upper-case")}return s==="-"?{type:"term",name:u,attr:m,args:[]}:{type:"mesg",name:u,attr:m}}return $e()}function k(){let s=[];for(;;){switch(e[t]){case")":return t++,s;case void 0:throw new SyntaxError("Unclosed argument list")}s.push(p()),o(en)}}function p(){let s=b();return s.type!=="mesg"?s:o(Qt)?{type:"narg",name:s.name,value:$e()}:s}function re(){let s=[],u=0,m;for(;a(Yt);){i("*")&&(m=u);let I=U(),L=c();if(L===null)throw new SyntaxError("Expected variant value");s[u++]={key:I,value:L}}if(u===0)return null;if(m===void 0)throw new SyntaxError("Expected default variant");return{variants:s,star:m}}function U(){o(Vt,SyntaxError);let s;return a(we)?s=Me():s={type:"str",value:d(Wt)},o(Zt,SyntaxError),s}function $e(){if(a(we))return Me();if(e[t]==='"')return ut();throw new SyntaxError("Invalid expression")}function Me(){let[,s,u=""]=r(we),m=u.length;return{type:"num",value:parseFloat(s),precision:m}}function ut(){i('"',SyntaxError);let s="";for(;;){if(s+=d(Ft),e[t]==="\\"){s+=yt();continue}if(i('"'))return{type:"str",value:s};throw new SyntaxError("Unclosed string literal")}}function yt(){if(a(Ve))return d(Ve);if(a(Ze)){let[,s,u]=r(Ze),m=parseInt(s||u,16);return m<=55295||57344<=m?String.fromCodePoint(m):"�"}throw new SyntaxError("Unknown escape sequence")}function Se(){let s=t;switch(o(tn),e[t]){case".":case"[":case"*":case"}":case void 0:return!1;case"{":return Ae(e.slice(s,t))}return e[t-1]===" "?Ae(e.slice(s,t)):!1}function se(s,u){return s.replace(u,"")}function Ae(s){let u=s.replace(jt,`
`),m=qt.exec(s)[1].length;return new Z(u,m)}}},Z=class{constructor(e,t){this.value=e,this.length=t}};var Qe={en:"en-GB",cy:"cy"},X=class{#e={};#t=new Map;#a;#o=null;tag="en";constructor(e,t){this.#a=e;for(let[a,i]of Object.entries(t)){let o=new z(Qe[a],{useIsolating:!1});for(let r of i)o.addResource(new Y(r));this.#e[a]=o}}get locale(){return Qe[this.tag]}has(e){return this.#e.en.hasMessage(e)}text(e,t={}){for(let a of[this.#e[this.tag],this.#e.en]){let i=a.getMessage(e);if(i?.value)return a.formatPattern(i.value,t,[])}return e}say(e,t,a){return this.#r(e,"",t,a)}label(e,t,a,i){return this.#r(e,t,a,i)}hush(e){this.#t.delete(e),e.textContent=""}title(e,t){this.#o={id:e,values:t},this.#a.title=this.#i(e,t)}prune(){for(let e of this.#t.keys())e.isConnected||this.#t.delete(e)}use(e){this.tag=e in this.#e?e:"en",this.#a.documentElement.lang=this.tag,this.prune();for(let[t,a]of this.#t)for(let[i,{id:o,values:r}]of a)this.#n(t,i,o,r);this.#o&&this.title(this.#o.id,this.#o.values)}#i(e,t){return this.text(e,typeof t=="function"?t(this):t)}#r(e,t,a,i){let o=this.#t.get(e)??new Map;return o.set(t,{id:a,values:i}),this.#t.set(e,o),this.#n(e,t,a,i),e}#n(e,t,a,i){let o=this.#i(a,i);t===""?e.textContent!==o&&(e.textContent=o):e.setAttribute(t,o)}};var nn=1,an=60,on=1200,rn=new Set([408,409,423,429,500,502,503,504]),_=class{#e;#t;#a;#o=0;#i=null;constructor(e,t,a){this.#e=e,this.#t=t,this.#a=a}calm(){this.#o=0}now(){this.#i?.()}async insist(e){for(;;)try{let t=await e();return this.calm(),t}catch(t){await this.bear(t)}}async bear(e){let t=e instanceof g?e.retryAfter:null;if(!(e instanceof g&&rn.has(e.status)&&(t??0)<=on)&&!(e instanceof O))throw e;let i=Math.min(an,nn*2**this.#o)*(.5+this.#e.random()/2);this.#o=Math.min(this.#o+1,16),await this.#r(Math.max(t??0,i),e instanceof g?e.problem:null)}async#r(e,t){if(this.#t.aborted)throw new T;this.#a({seconds:e,why:t});let a;try{await new Promise((i,o)=>{this.#i=i,a=this.#e.setTimeout(i,e*1e3),this.#t.addEventListener("abort",()=>o(new T),{once:!0})})}finally{this.#e.clearTimeout(a),this.#i=null}this.#a(null)}};var J=class{#e;#t=null;#a=null;#o=0;#i=null;constructor(e){this.#e=e}line(e){return this.#t=this.#e.build.make("p",{id:e}),this.#i=null,this.ask(0),this.#t}ask(e=400){let{net:t}=this.#e;t.clearTimeout(this.#a),this.#a=t.setTimeout(()=>this.#r(),e)}stop(){this.#e.net.clearTimeout(this.#a),this.#o+=1}async#r(){let e=this.#o+=1,{language:t,amounts:a,draft:i}=this.#e,o=this.#t,r;try{r=await this.#e.plan()}catch(y){e===this.#o&&o?.isConnected&&(["too-large","text-too-long"].includes(y.code)?t.say(o,`room-${y.code}`):t.hush(o));return}if(e!==this.#o||!o?.isConnected)return;let d=y=>({step:a.size(y,r.step),next:a.size(y,sn(r.step)),room:a.count(y,dn(r.room)),size:a.size(y,r.room)}),h=i.files.length===0&&r.step<1048576?"room-text":"room-files";t.say(o,r.step>=1073741824?"room-top":h,d),this.#i!==null&&this.#i!==r.step&&this.#e.aloud("room-moved",d),this.#i=r.step}};function sn(n){return Math.min(1073741824,n*(n<1048576?4:2))}function dn(n){let e=n>1e3?100:10;return Math.floor(n/e)*e}var ln=["information-or-influence","personal-advantage","sexual-purpose","abuse-of-partner","discrimination","other"],hn=["emergency","crime","anonymous-crime","reporting-line","police-conduct","whistleblowing-advice"],et={name:"about",title:"about-title",body(n){let{build:e,draft:t,desk:a}=n,i=r=>a.card.phones.find(d=>d.kind===r)?.number,o=hn.filter(i).map(r=>e.say("li",`route-${r}`,{number:i(r)}));return[i("emergency")?e.paragraph("about-danger",{number:i("emergency")},{class:"alarm"}):null,e.choices({id:"about",legend:"about-legend",hint:"about-hint",options:ln.map(r=>({value:r,label:`kind-${r}`})),value:t.about,write:r=>t.about=r}),e.heading(2,"route-title"),e.paragraph("route-first"),e.make("ul",{},o,["route-complaint","route-iopc","route-advice"].map(r=>e.say("li",r)))]}};function cn({build:n}){return n.make("section",{id:"broken",class:"alarm","aria-labelledby":"broken-heading"},n.say("h2","broken-again-title",void 0,{id:"broken-heading"}),n.paragraph("broken-again"),n.make("p",{},n.button("retry","retry-button")),n.paragraph("broken-fails"),n.bullets(["keep-paper","keep-file","keep-reload","stopped-safest","stopped-program"]))}var Q={name:"check",title:"check-title",body(n){let{build:e,draft:t,desk:a,amounts:i}=n,o=l=>l.trim()===""?e.say("span","check-none"):e.foreign(l,"span"),r=(l,f)=>e.say("span",l?f:"check-none"),d=l=>l.trim()===""?e.say("span","check-none"):e.make("span",{dir:"auto"},l.trim()),h=a.card.units.filter(l=>!t.leftOut.has(l.name)),y=t.files.map(l=>e.make("li",{},e.foreign(l.name)," ",e.say("span","files-size",f=>({size:i.size(f,l.size)})))),c=(l,f,...b)=>{let k=e.make("button",{type:"button",class:"plain","data-change":l},e.say("span","check-change")," ");return k.append(e.say("span",f,void 0,{class:"unseen"})),[e.say("dt",f),...b.map(p=>e.make("dd",{},p)),e.make("dd",{class:"change"},k)]};return[n.broken?cn(n):null,e.paragraph("check-why"),e.make("dl",{class:"answers"},c("about","check-about",r(t.about,`kind-${t.about}`)),c("concerns","check-force",d(t.force)),c("concerns","check-role",r(t.role,`role-${t.role}`)),c("concerns","check-who",d(t.who)),c("what","check-what",d(t.what)),c("when-where","check-when",d(t.when)),c("when-where","check-where",d(t.where)),c("you","check-you",r(t.you,`you-${t.you}`)),c("you","check-identity",d(t.identity)),c("evidence","check-files",y.length>0?e.make("ul",{},y):e.say("span","check-none"),...y.length>0?[e.say("span",t.keepNames?"check-names-kept":"check-names-off")]:[]),c("readers","check-readers",e.make("ul",{},h.map(l=>e.make("li",{},o(l.title)))))),e.heading(2,"check-size-title"),n.room.line("room"),e.paragraph("room-why"),e.paragraph("check-line"),e.heading(2,"check-send-title"),e.bullets(["check-sealed","check-once","check-open"])]},check(n){let e=[];return n.draft.what.trim()===""&&e.push({text:"what-missing"}),n.draft.units(n.desk.card).length===0&&e.push({text:"readers-missing"}),e},buttons:[["send","check-send"]]};var un=["officer","staff","volunteer","unknown"],tt={name:"concerns",title:"concerns-title",body({build:n,draft:e}){return[n.paragraph("concerns-why"),n.field({id:"force",label:"force-label",hint:"force-hint",value:e.force,write:t=>e.force=t}),n.choices({id:"role",legend:"role-legend",options:un.map(t=>({value:t,label:`role-${t}`})),value:e.role,write:t=>e.role=t}),n.field({id:"who",label:"who-label",hint:"who-hint",value:e.who,write:t=>e.who=t})]}};var me={name:"done",title:"done-title",final:!0,body({build:n,sha256:e}){return[n.paragraph("done-stored"),n.heading(2,"done-next-title"),n.bullets(["done-collected","done-days","done-reach","done-some"]),n.heading(2,"done-now-title"),n.bullets(["done-close","done-delete","done-tell","done-again","done-leave"]),n.heading(2,"done-hash-title"),n.make("p",{class:"fingerprint",id:"sha256"},e),n.paragraph("done-hash")]},buttons:[["leave","leave-button"]]};var yn=255;async function pe(n){if(n.size===0)return"file-empty";try{let e=await n.slice(0,1).arrayBuffer(),t=await n.slice(n.size-1,n.size).arrayBuffer();return e.byteLength===1&&t.byteLength===1?null:"file-changed"}catch{return"file-unreadable"}}function ge(n){let e=new TextEncoder().encode(n).length;return e>=1&&e<=yn&&!/[/\\]/.test(n)&&!he.test(n)&&n!=="."&&n!==".."}async function nt(n,e){let t=[];for(let a of e)if(n==="bad-name")ge(a.name)||t.push({text:"file-bad-name",about:a.name,field:"keep-names"});else{let i=await pe(a);i&&t.push({text:i,about:a.name,field:"files"})}return t.length>0?t:[{text:`${n}-some`,field:"files"}]}var fn=999,at={name:"evidence",title:"evidence-title",body(n){let{build:e,draft:t,room:a}=n,i=e.make("input",{type:"file",id:"files",multiple:!0,autocomplete:"off","aria-describedby":"files-hint"}),o=e.make("div",{id:"file-list"}),r=e.tick({id:"keep-names",label:"names-label",hint:"names-hint",checked:t.keepNames,write:h=>{t.keepNames=h,a.ask()}}),d=a.line("room");return i.addEventListener("change",async()=>{let h=[...i.files];i.value="",await wn(n,h),be(n,o)}),be(n,o),a.ask(),[e.paragraph("evidence-why"),e.bullets(["evidence-carry","evidence-retype","evidence-paper","evidence-original","evidence-search"]),e.make("div",{class:"field"},e.make("label",{for:"files"},e.say("span","files-label")," ",e.say("span","field-optional")),e.paragraph("files-hint",void 0,{id:"files-hint",class:"hint"}),i),o,r,d,e.paragraph("room-why",void 0,{class:"hint"})]},check({draft:n}){return(n.keepNames?n.files.filter(t=>!ge(t.name)):[]).map(t=>({text:"file-bad-name",about:t.name,field:"keep-names"}))}};async function wn(n,e){let t=[],a=0;for(let i of e){let o=n.draft.files.length===fn?"too-many-files-some":await pe(i);o?t.push({text:o,about:i.name,field:"files"}):a=n.draft.files.push(i)}n.touched(),n.room.ask(),t.length>0?n.errors.show(t):n.errors.clear(),a>0&&n.aloud("files-count",{n:n.draft.files.length})}function be(n,e){let{build:t,draft:a,amounts:i}=n,o=a.files.map((r,d)=>{let h=t.foreign(r.name);h.id=`file-${d}`;let y=t.button("remove","files-remove",{class:"plain",id:`remove-${d}`,"aria-describedby":h.id});y.addEventListener("click",()=>{a.files.splice(d,1),be(n,e),n.room.ask(),n.errors.clear(),n.aloud("files-count",{n:a.files.length});let l=Math.min(d,a.files.length-1);t.document.getElementById(l<0?"files":`remove-${l}`)?.focus()});let c=t.say("span","files-size",l=>({size:i.size(l,r.size)}));return t.make("li",{},h," ",c," ",y)});o.length===0?e.replaceChildren(t.paragraph("files-none")):e.replaceChildren(t.paragraph("files-count",{n:o.length}),t.make("ul",{class:"files"},o))}var $={name:"start",title:"report-title",heading:"start-title",level:3,plain:!0,body(n){let{build:e}=n;return[e.bullets(["start-memory","start-skip","start-time","start-together"]),e.heading(3,"start-safe-title"),e.bullets(["start-device","start-search","start-alone","start-retype","start-original"]),e.make("div",{id:"start-card"}),e.make("p",{},e.button("start","start-button"))]},ready(n){n.build.document.getElementById("start-card")?.replaceChildren(n.build.heading(3,"start-key-title"),...ke(n))}};function ke(n){let{build:e}=n,{card:t}=n.desk;return[e.paragraph("key-words"),e.make("p",{class:"fingerprint",lang:"en",translate:"no"},t.fingerprint),e.paragraph("key-compare"),e.paragraph("key-card",a=>({number:n.amounts.count(a,t.number),first:n.amounts.day(a,t.first),last:n.amounts.day(a,t.last)})),t.demo?e.paragraph("key-demo",void 0,{class:"alarm"}):null].filter(Boolean)}var it={name:"readers",title:"readers-title",body(n){let{build:e,draft:t,desk:a}=n,i=a.card.units.map(o=>e.tick({id:`unit-${o.name}`,text:e.foreign(o.title),checked:!t.leftOut.has(o.name),write:r=>{r?t.leftOut.delete(o.name):t.leftOut.add(o.name)}}));return[e.paragraph("readers-who"),e.make("fieldset",{id:"units","aria-describedby":"units-hint"},e.make("legend",{},e.say("span","readers-legend")),e.paragraph(i.length>1?"readers-hint":"readers-hint-one",void 0,{id:"units-hint",class:"hint"}),i),e.heading(2,"kept-title"),e.bullets(["kept-drop","kept-units"]),e.heading(2,"key-title"),ke(n)]},check({draft:n,desk:e}){return n.units(e.card).length===0?[{text:"readers-missing",field:`unit-${e.card.units[0].name}`}]:[]}};var mn=64*1024,ot=300,pn=4,ee={"tus-resumable":"1.0.0"},gn=/^\/uploads\/[A-Za-z0-9_-]{22}$/,W=class extends Error{},te=class{#e;#t;#a=new AbortController;#o;#i=null;#r=null;doubtful=!1;constructor(e,t){this.#e=e,this.#t=t,this.#o=new _(e,this.#a.signal,a=>t.waiting(a))}get signal(){return this.#a.signal}insist(e){return this.#o.insist(e)}now(){this.#o.now()}async send(e){for(let t=1;;t+=1){this.#r=e();try{await this.#r.ready,this.#t.sized(this.#r.len);let a=await(this.#r.len<=mn?this.#s():this.#c());return this.#i=null,a}catch(a){if(this.#r.cancel(),this.#n(30),!(a instanceof W))throw a;if(t===pn)throw new S;this.#t.anew()}}}cancel(){this.#a.abort(),this.#r?.cancel(),this.#n(30)}#n(e){let t=this.#i;this.#i=null,t&&A(this.#e,"DELETE",t,{headers:ee,seconds:e,keepalive:!0}).catch(()=>{})}async#s(){let e=new Uint8Array(this.#r.len),t;do t=await this.#r.next(),e.set(new Uint8Array(t.bytes),t.offset);while(!t.last);let a=await this.#o.insist(async()=>{this.doubtful=!0;let i={"content-type":"application/age"};try{return await A(this.#e,"POST","/reports",{headers:i,body:e,signal:this.signal,seconds:ot})}catch(o){throw o instanceof g&&(this.doubtful=!1),o}});if(bn(a.body)!==t.sha256)throw new S;return this.#t.sent(e.length),t.sha256}async#c(){this.#i=await this.#o.insist(()=>this.#u());let e=await this.#r.next();for(;;){let t=e.last?null:this.#r.next();if(t?.catch(()=>{}),await this.#w(e),e.last)return e.sha256;e=await t}}async#u(){let e={...ee,"upload-length":String(this.#r.len)},a=(await A(this.#e,"POST","/uploads",{headers:e,signal:this.signal})).header("location")??"";if(!gn.test(a))throw new S;return a}async#w(e){let t=e.offset+e.bytes.byteLength,a=e.offset;for(;a<t;){e.last&&(this.doubtful=!0);let i=a,o=!1;try{a=this.#d(await this.#y(e,a),e)}catch(r){o=!(r instanceof g&&r.status===409),o&&await this.#l(r),a=await this.#p(e)}a>i?this.#o.calm():o||await this.#o.bear(new O),this.#t.sent(a)}}async#y(e,t){let a={...ee,"content-type":"application/offset+octet-stream","upload-offset":String(t)},i=new Uint8Array(e.bytes,t-e.offset),o=await A(this.#e,"PATCH",this.#i,{headers:a,body:i,signal:this.signal,seconds:ot});return F(o.header("upload-offset"))}async#p(e){for(;;)try{let t=await A(this.#e,"HEAD",this.#i,{headers:ee,signal:this.signal});return this.#d(F(t.header("upload-offset")),e)}catch(t){await this.#l(t)}}async#l(e){if(e instanceof g&&e.status===404)throw this.#i=null,new W;e instanceof g&&e.status<500&&![408,409,423,429].includes(e.status)&&(this.doubtful=!1),await this.#o.bear(e)}#d(e,t){if(e===null||e<t.offset||e>t.offset+t.bytes.byteLength)throw new W;return e}};function bn(n){try{return JSON.parse(new TextDecoder().decode(n)).sha256}catch{return null}}var rt=4,kn=2<<20,vn=5e3,ne={name:"sending",title:"sending-title",final:!0,busy:!0,body({build:n}){let e=n.make("progress",{id:"progress",max:1,value:0});return n.language.label(e,"aria-label","sending-bar"),[n.paragraph("sending-stay"),n.paragraph("sending-card",void 0,{id:"stage"}),e,n.make("p",{id:"amount"}),n.make("p",{id:"left"}),n.make("p",{id:"renewed"})]},buttons:[["cancel","cancel-button","plain"],["retry","retry-button"]],enter(n){n.sending?.drop(),n.broken=!1,n.sending=new ve(n),n.sending.run()}},ve=class{#e;#t;#a=0;#o=0;#i=null;#r=0;#n=!1;constructor(e){this.#e=e,this.#t=new te(e.net,{sized:t=>this.#c(t),sent:t=>this.#u(t),waiting:t=>this.#w(t),anew:()=>this.#f("sending-anew")}),this.#g("retry",!1)}async run(){let e=this.#e;try{if(await e.page.core(),this.#n)return;let t=await this.#t.insist(()=>R.fetch(e.net,this.#t.signal));if(await e.desk.again(t)&&(e.language.say(this.#h("renewed"),"sending-renewed",{number:e.desk.card.number}),e.aloud("sending-renewed",{number:e.desk.card.number})),e.draft.units(e.desk.card).length===0)return this.#l("readers",[{text:"readers-missing",field:"units"}]);this.#f("sending-sealing");let a=await this.#t.send(()=>this.#s());if(this.#n)return;this.#n=!0,e.page.finished(a)}catch(t){this.#n||await this.#y(t)}}#s(){let{draft:e,desk:t,language:a,sealing:i}=this.#e;return i.seal({answers:e.answers(a.tag),units:e.units(t.card),files:e.files,keepNames:e.keepNames})}cancel(){let e=this.#t.doubtful;this.drop(),this.#e.page.back("check"),this.#e.status(e?"cancelled-doubtful":"cancelled")}drop(){this.#n=!0,this.#t.cancel()}retry(){this.#n?this.#e.page.show("sending"):this.#t.now()}#c(e){this.#a=e,this.#i=this.#e.net.now(),this.#h("progress").max=e,this.#f("sending-sending"),this.#u(0)}#u(e){if(this.#n)return;this.#o=e;let{language:t,amounts:a,net:i}=this.#e;this.#h("progress").value=e;let o=h=>({sent:a.size(h,e),len:a.size(h,this.#a)});t.say(this.#h("amount"),"sending-amount",o);let r=i.now()-this.#i;if(e>=kn&&r>=vn&&e<this.#a){let h=(this.#a-e)/e*(r/1e3);t.say(this.#h("left"),"sending-left",y=>({time:a.stretch(y,h)}))}else t.hush(this.#h("left"));let d=Math.floor(e/this.#a*rt);d>this.#r&&d<rt&&this.#e.aloud("sending-amount",o),this.#r=Math.max(this.#r,d)}#w(e){if(this.#n)return;let{language:t,amounts:a}=this.#e;if(this.#g("retry",e!==null),e===null)return this.#m("sending-sending");let i=e.why&&t.has(`problem-${e.why}-title`),o=r=>({time:a.wait(r,e.seconds),why:i?r.text(`problem-${e.why}-title`):""});this.#m(i?"sending-waiting-why":this.#o>0?"sending-waiting-kept":"sending-waiting",o),e.seconds>=10&&this.#e.aloud("sending-waiting-aloud")}async#y(e){this.#n=!0;let t=this.#e;if(!(e instanceof T||e.code==="cancelled")){if(e instanceof B)return t.page.stop("changed");if(e instanceof D||e.code==="card-expired")return t.page.stop("expired");switch(e.code){case"file-changed":case"file-unreadable":case"bad-name":return this.#l("evidence",await nt(e.code,t.draft.files));case"too-large":case"too-many-files":return this.#l("evidence",[{text:`${e.code}-some`,field:"files"}]);case"text-too-long":return this.#l("what",[{text:"room-text-too-long",field:"what"}]);case"no-units":return this.#l("readers",[{text:"readers-missing",field:"units"}])}if(e instanceof g)return this.#p(e);if(e instanceof S)return this.#d([{text:"strange-title"},{text:"strange-todo"}]);t.page.broken()}}#p({problem:e,retryAfter:t}){let{language:a,amounts:i}=this.#e,o=e&&a.has(`problem-${e}-title`)?`problem-${e}`:"refused",r=[{text:`${o}-title`},{text:`${o}-todo`}];t&&r.push({text:"refused-after",values:d=>({time:i.wait(d,t)})}),this.#d(r)}#l(e,t){this.#n=!0,this.#e.page.back(e,t)}#d(e){this.#m("sending-stopped"),this.#e.language.hush(this.#h("left")),this.#g("retry",!0),this.#e.errors.show(e)}#f(e,t){this.#n||(this.#m(e,t),this.#e.aloud(e,t))}#m(e,t){this.#e.language.say(this.#h("stage"),e,t)}#g(e,t){let a=this.#e.page.main.querySelector(`#candour [data-action="${e}"]`);a&&(a.hidden=!t)}#h(e){return this.#e.build.document.getElementById(e)}};var Te={name:"stopped",title:"stopped-title",final:!0,body({build:n,stop:e,written:t}){return[n.paragraph(`stopped-${e}`,void 0,{class:"alarm"}),n.paragraph(`stopped-${e}-todo`),e==="broken"?n.bullets(["stopped-reload","stopped-safest","stopped-program"]):null,n.paragraph("stopped-nothing"),t?[n.paragraph("stopped-answers"),n.bullets(["keep-paper","keep-file"]),n.make("p",{},n.button("answers","answers-button",{class:"plain"}))]:null]},buttons:[["leave","leave-button"]]};var st={name:"what",title:"what-title",body(n){let{build:e,draft:t,room:a}=n,i=a.line("room"),o=e.field({id:"what",label:"what-label",hint:"what-hint",optional:!1,rows:12,value:t.what,write:r=>{t.what=r,a.ask()},describedBy:["room"]});return[e.paragraph("what-why"),e.bullets(["what-people","what-knows","what-style","what-names","what-alone"]),o,i,e.paragraph("room-why",void 0,{class:"hint"})]},check({draft:n}){return n.what.trim()===""?[{text:"what-missing",field:"what"}]:[]}};var dt={name:"when-where",title:"when-where-title",body({build:n,draft:e}){return[n.paragraph("when-where-why"),n.field({id:"when",label:"when-label",hint:"when-hint",value:e.when,write:t=>e.when=t}),n.field({id:"where",label:"where-label",hint:"where-hint",value:e.where,write:t=>e.where=t})]}};var Tn=["public","officer","staff","volunteer","former","not-said"],lt={name:"you",title:"you-title",body({build:n,draft:e}){return[n.choices({id:"you",legend:"you-legend",hint:"you-hint",options:Tn.map(t=>({value:t,label:`you-${t}`})),value:e.you,write:t=>e.you=t}),n.field({id:"identity",label:"identity-label",hint:"identity-hint",rows:3,value:e.identity,write:t=>e.identity=t}),n.heading(2,"you-law-title"),n.paragraph("you-law"),n.paragraph("you-law-after")]}};var ae=[$,et,tt,st,dt,lt,at,it,Q,ne,me],C=n=>ae.findIndex(e=>e.name===n),ie=class{#e;#t;#a;#o;#i;#r;#n;#s=$;#c=!1;#u=!1;#w=!1;#y=new AbortController;main;constructor({window:e,net:t,texts:a,openSealing:i}){this.#e=e,this.#t=e.document,this.#r=i;let o=new X(this.#t,a),r=new j(this.#t,o),d=(c,l,f)=>{this.#i.className=c?"unseen":"",o.say(this.#i,l,f)},h=(c,l)=>d(!1,c,l),y=(c,l)=>d(!0,c,l);this.#n={page:this,net:t,language:o,build:r,amounts:de,status:h,aloud:y,draft:new K,desk:null,sealing:null,sha256:null,stop:null,broken:!1,written:!1},this.#n.errors=new q(this.#n),this.#n.room=new J(this.#n),this.#n.plan=()=>this.#E(),this.#n.touched=()=>this.#b()}begin(){let{build:e,language:t}=this.#n;this.#a=this.#t.getElementById("candour"),this.main=this.#a.closest("main"),this.#i=e.make("div",{id:"status",role:"status","aria-live":"polite"}),this.#o=e.make("div",{id:"question"}),this.#a.replaceChildren(this.#i,this.#o);let a=this.#t.getElementById("language"),i=()=>a?.checked?"cy":"en";return a?.addEventListener("change",()=>t.use(i())),this.#t.addEventListener("click",o=>this.#m(o)),this.#a.addEventListener("input",()=>this.#b()),this.#a.addEventListener("change",()=>this.#b()),this.#e.addEventListener("popstate",o=>this.#T(o.state?.step)),this.#e.addEventListener("pagehide",()=>this.#v()),this.#e.addEventListener("pageshow",o=>{o.persisted&&this.#e.location.reload()}),this.#e.history.replaceState({step:0},""),t.use(i()),this.show("start",{focus:!1}),this.#p()}show(e,{focus:t=!0,problems:a=[],level:i}={}){let o=this.#n,{build:r,language:d,errors:h,room:y}=o;y.stop(),this.#s=e==="stopped"?Te:ae[C(e)];let c=this.#s;(c===Q||c===$)&&(this.#c=!1),this.main.dataset.step=c.name,this.#k(c===$),c!==ne&&d.hush(this.#i),h.clear();let l=r.heading(i??c.level??1,c.heading??c.title);l.tabIndex=-1;let f=c.plain||c.final?null:r.button("back","back-button",{class:"plain"}),b=(c.buttons??(c.plain?[]:[["continue","continue-button"]])).map(([p,re,U])=>r.button(p,re,U?{class:U}:{})),k=b.length>0?r.make("p",{class:"buttons"},b.flatMap(p=>[p," "])):null;this.#o.replaceChildren(...[f,h.node,l,...c.body(o),k].flat(1/0).filter(Boolean)),d.prune(),d.title("report-in-title",p=>({step:p.text(c.title),service:p.text("report-service")})),a.length>0?h.show(a):t&&l.focus(),this.#e.scrollTo?.(0,0),c===$&&o.desk?.card&&$.ready(o),c.enter?.(o)}back(e,t=[]){this.#e.history.replaceState({step:C(e)},""),this.show(e,{problems:t}),this.#c=e!=="check"}finished(e){let t=this.#n;t.draft.clear(),t.sha256=e,this.#d(),this.#b(),this.#e.history.replaceState({step:C("done")},""),this.show("done")}async core(){let e=this.#n;if(e.sealing)return;let t=await this.#l();try{await e.desk.move(t)}catch(a){throw this.#d(),a}}broken(){let e=this.#n;this.#d(),e.broken=!0,this.back("check",[{text:"broken-title"},{text:"broken-kept"}])}stop(e){let t=this.#n;t.sending?.drop(),t.stop=e,this.#d();let a=this.#s===$;t.written=!a,this.show("stopped",a?{focus:!1,level:3}:{}),a&&this.#k(!0),t.aloud(`stopped-${e}`)}leave(){this.#v(),this.#b(),this.#e.location.replace("/leave")}async#p(){let e=this.#n,{net:t}=e;e.status("start-waiting");let a=new _(t,this.#y.signal,i=>i&&e.status("start-slow"));try{let i=a.insist(()=>R.fetch(t,this.#y.signal)),[o,r]=await Promise.all([i,this.#l()]);e.desk=new R(t,r),await e.desk.take(o)}catch(i){if(this.#y.signal.aborted)return;this.stop(En(i));return}this.#y.signal.aborted||(e.status("start-ready"),this.#s===$&&$.ready(e),this.#u&&this.#f("about"))}async#l(){let e=await this.#r();if(this.#y.signal.aborted)throw e.close(),new T;return this.#d(),this.#n.sealing=e}#d(){this.#n.sealing?.close(),this.#n.sealing=null}#f(e){this.#e.history.pushState({step:C(e)},""),this.show(e)}#m(e){let t=e.target.closest?.("[data-action], [data-change]");t&&(t.dataset.action==="leave"?(e.preventDefault(),this.leave()):this.#a.contains(t)&&this.#g(t))}#g({dataset:e}){if(e.change){this.#f(e.change),this.#c=!0;return}switch(e.action){case"start":this.#n.desk?.card?this.#f("about"):(this.#u=!0,this.#n.status("start-soon"));return;case"continue":case"send":return this.#h();case"back":return this.#e.history.back();case"cancel":return this.#n.sending?.cancel();case"retry":return this.#s===Q?this.#h():this.#n.sending?.retry();case"answers":return this.back("check")}}#h(){let e=this.#s.check?.(this.#n)??[];if(e.length>0)return this.#n.errors.show(e);this.#f(this.#c?"check":ae[C(this.#s.name)+1].name)}#T(e){let t=this.#s;if(t===ne)return this.#e.history.pushState({step:C("sending")},""),this.#n.status("sending-back");if(t===Te||t===me)return this.#e.history.pushState({step:0},"");let a=Number.isInteger(e)&&e>=0&&e<C("sending")&&this.#n.desk?.card;this.show(a?ae[e].name:"start")}#k(e){for(let t=this.#a;t&&t!==this.main;t=t.parentElement)for(let a of t.parentElement.children)a!==t&&!a.classList.contains("banner")&&(a.hidden=!e)}async#E(){let{sealing:e,draft:t,language:a,desk:i}=this.#n,o=await e.describe(t.files,t.keepNames),r=t.units(i.card);return e.plan({answers:t.answers(a.tag),units:r.length>0?r:[i.card.units[0].name],files:o})}#b(){let e=this.#n.draft.touched;e!==this.#w&&(this.#w=e,e?this.#e.addEventListener("beforeunload",ht):this.#e.removeEventListener("beforeunload",ht))}#v(){let e=this.#n;this.#y.abort(),e.room.stop(),e.sending?.drop(),this.#d(),e.draft.clear(),e.sha256=null;for(let t of this.#t.querySelectorAll("#candour input, #candour textarea"))t.value="",t.checked=!1;this.#o.replaceChildren(),e.language.hush(this.#i),e.language.prune()}};function ht(n){n.preventDefault(),n.returnValue=""}function En(n){return n instanceof D||n.code==="card-expired"?"expired":n.code==="card-malformed"||n.code==="card-signature"?"card":n instanceof g?"desk":"broken"}var xn=new Map([[1,"card-malformed"],[2,"card-signature"],[3,"card-expired"],[4,"file-changed"],[6,"too-large"],[7,"text-too-long"],[8,"too-many-files"],[9,"bad-name"],[10,"no-units"]]),M=class n extends Error{constructor(e){super(e),this.name="Fault",this.code=e}static of(e){return new n(xn.get(-e)??"broken")}static codeOf(e){return e instanceof n?e.code:"broken"}};var Nn="/seal.js",[oe,Ee]=[0,1];async function ct(n=()=>new Worker(Nn)){let e=new xe(n);try{return await e.open(),e}catch(t){throw e.close(),t}}var xe=class{#e;#t=[];#a=new Map;#o=0;#i=null;#r=!1;level;constructor(e){this.#e=e}async open(){this.#n(),this.#t[oe].postMessage({role:"seal"});let{level:e,module:t}=await this.#s("open");this.level=e,this.#n(),await this.#s(void 0,{role:"hash",module:t},Ee)}card(e,t){return this.#s("card",{bytes:e,today:t})}describe(e,t){return this.#s("describe",{files:[...e],keepNames:t})}plan({answers:e,units:t,files:a}){return this.#s("plan",{request:{answers:e,units:t,files:a}})}seal({answers:e,units:t,files:a,keepNames:i}){if(this.#i&&!this.#i.over)throw new M("broken");let o=this.#o+=1,r={answers:e,units:t,files:[...a],keepNames:!!i},d=this.#s("seal",{job:o,request:r});return this.#i=new Ne(o,d,h=>this.#t[oe]?.postMessage({ask:h})),this.#i}close(){this.#u(new M("cancelled")),this.#t[oe]?.postMessage({ask:"close"}),this.#t[Ee]?.terminate(),this.#t=[]}#n(){let e=this.#e();e.onmessage=({data:t})=>this.#c(t),e.onerror=t=>{t.preventDefault?.(),this.#u(new M("broken"))},this.#t.push(e)}#s(e,t={},a=oe){if(this.#r)return Promise.reject(new M("broken"));let i=this.#o+=1,o=new Promise((r,d)=>this.#a.set(i,{resolve:r,reject:d}));return this.#t[a].postMessage({id:i,ask:e,...t}),o}#c({id:e,job:t,value:a,fault:i,part:o,hashed:r}){if(t!==void 0){if(this.#i?.id!==t)return;o&&!r?this.#t[Ee]?.postMessage({job:t,part:o},[o.bytes]):this.#i.hear(o,i);return}let d=this.#a.get(e);this.#a.delete(e),i?d?.reject(new M(i)):d?.resolve(a)}#u(e){this.#r=!0;for(let{reject:t}of this.#a.values())t(e);this.#a.clear(),this.#i?.hear(null,e.code)}},Ne=class{#e;#t=[];#a=null;#o=()=>{};#i=null;#r=!1;id;len=0;ready;constructor(e,t,a){this.id=e,this.#e=a,this.ready=t.then(({len:i})=>{this.len=i},i=>{throw this.hear(null,i.code),i}),this.ready.catch(()=>{})}get over(){return this.#r}get part(){return this.#i}async next(){if(this.#i?.last)return null;for(this.#i=null;this.#t.length===0;){if(this.#a)throw new M(this.#a);await new Promise(e=>this.#o=e)}return this.#i=this.#t.shift(),this.#r||this.#e("more"),this.#i}cancel(){this.#i?.last||(this.hear(null,"cancelled"),this.#t=[])}hear(e,t){t?(this.#a??=t,this.#r||this.#e("cancel"),this.#r=!0):e&&!this.#a&&(this.#t.push(e),this.#r||=e.last),this.#o()}};var $n={en:[Ce,Be,Re],cy:[Oe,De,Ie]},Mn={fetch:(n,e)=>window.fetch(n,e),setTimeout:(n,e)=>window.setTimeout(n,e),clearTimeout:n=>window.clearTimeout(n),now:()=>Date.now(),random:()=>Math.random()};document.getElementById("candour")&&new ie({window,net:Mn,texts:$n,openSealing:ct}).begin();
