var _t=Object.defineProperty;var Lt=(n,e)=>{for(var t in e)_t(n,t,{get:e[t],enumerable:!0})};var qe=`# Un teitl ac un cam nesaf ar gyfer pob gwrthodiad. Enwau crates/wire yw'r enwau.

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
`;var je=`# Yr enw cod, atebion a negeseuon dilynol, ac adroddiadau dros alwr.

replies-button = Gwirio am atebion
start-replies = Os oes gennych enw cod, mae “Gwirio am atebion” yn dangos beth atebodd uned, ac yn gadael i chi ysgrifennu rhagor. Nid yw hynny'n anfon dim: i unrhyw un sy'n gwylio, mae'n edrych fel ymweliad hebddo.
call-label = Rwy'n ateb galwadau ac yn teipio dros alwr
call-hint = Yna mae'r adroddiad wedi'i selio yn dweud mai galwad oedd hi, a sillefir yr enw cod i'w ddarllen yn uchel. Nid oes dim o'r alwad yn aros ar y cyfrifiadur hwn.
call-mode = Rydych yn teipio dros alwr. “Chi” yn y cwestiynau yw'r galwr.

quote-title = Teipiwch eich enw cod
quote-title-call = Teipiwch enw cod y galwr
quote-why = Nid yw'n cael ei anfon. Mae pob ymweliad yn nôl yr atebion i bawb, a dim ond eich enw cod sy'n dod o hyd i'ch rhai chi yn eu plith.
quote-why-call = Gofynnwch i'r galwr am yr wyth gair, fesul un. Nid ydynt yn cael eu hanfon, na'u cadw ar y cyfrifiadur hwn.
quote-lost = Ni all neb adfer enw cod a gollwyd. Yna gwnewch adroddiad newydd, a dywedwch ynddo eich bod wedi ysgrifennu o'r blaen.
quote-label = Enw cod
quote-hint = Wyth gair. Nid yw priflythrennau, comas na chysylltnodau yn gwneud gwahaniaeth.

codename-count = Mae wyth gair mewn enw cod. Teipiwch y cyfan, gyda bylchau rhyngddynt.
codename-unknown = Nid yw gair { $at } yn un y gwneir enwau cod ohonynt. Gwiriwch ei sillafu.
codename-order = Mae dau o'r geiriau wedi newid lle. Cymharwch nhw â'ch rhai chi.
codename-check = Mae un o'r wyth gair yn wahanol i'ch un chi. Cymharwch nhw â'ch rhai chi.
codename-other = Enw cod yw hwn, ond nid yr un ar y dudalen flaenorol. Ewch yn ôl a chymharwch y geiriau.
codename-meant = Ai “{ $word }” oeddech yn ei feddwl fel gair { $place }?
codename-stopped = Mae'r rhan o'r dudalen hon sy'n gweithio gydag enwau cod wedi peidio. Teipiwch yr enw cod eto: mae hynny'n ei chychwyn o'r newydd.
codename-moment = Un eiliad.
accept-button = Ie, dyna'r gair

thread-title = Atebion
thread-why = Peidiwch ag arbed nac argraffu'r hyn sydd yma. Gallwch ddod yn ôl ato am rai wythnosau.
thread-why-call = Darllenwch yr atebion i'r galwr. Peidiwch â'u harbed, eu hargraffu na'u nodi.
thread-waiting = Mae'r byrddau gyda'r atebion ar eu ffordd o hyd. Bydd yr hyn a geir yn ymddangos yma ar ei ben ei hun.
thread-looking = Yn edrych drwy'r byrddau. Gall hyn gymryd tipyn o amser.
thread-not-yet = Mae'r byrddau ar eu ffordd o hyd, neu'n cael eu chwilio: yr hyn a geir sy'n penderfynu at bwy yr ysgrifennwch. Arhoswch eiliad.
thread-hint = Gyda chynifer o unedau ni chwilir am bob dewis ar ei ben ei hun. Os ydych yn cofio at bwy yr aeth eich adroddiad diwethaf, ticiwch y rheini'n unig ac edrychwch eto.
thread-count = { $n ->
    [one] Cafwyd 1 ateb.
   *[other] Cafwyd { $n } ateb.
}
thread-none = Dim byd ar gyfer yr enw cod hwn: efallai nad oes ateb eto, efallai nad dyma'r enw cod cywir.
thread-none-here = Dim byd ar gyfer yr enw cod hwn ar y byrddau sydd yma. Ni ellid cael pob un.
thread-none-todo = Cymharwch y geiriau â'r rhai a gadwoch. Gall ateb cyntaf gymryd rhai wythnosau. Gallwch hefyd ysgrifennu rhagor nawr.
thread-set = Yn ateb adroddiad i { $units }
thread-gone = Nid yw atebion cynharach ar y bwrdd bellach.
reply-one = Ateb, rhif { $n }
reply-parts = Ateb, rhifau { $n } i { $last }
board-title = Byrddau'r unedau
board-day = Bwrdd { $day }
board-good = { $unit }: bwrdd { $day }
board-none = { $unit }: dim byd yma: heb ei osod eto, neu'n cael ei ddal yn ôl
named-button = Edrych eto
boards-button = Nôl y byrddau eto
follow-up-button = Ysgrifennu at yr unedau

warning-altered = Newidiwyd rhif { $n } ar ôl i'r uned ei ysgrifennu, ac ni ellir ei ddarllen. Gofynnwch i'r uned ei ysgrifennu eto.
warning-invented = Ni ddangosir rhif { $n }, am nad yr un uned yn eich sgwrs a'i hysgrifennodd. Dywedwch wrth yr uned fod rhywun wedi rhoi cynnig arni.
warning-moved = Ni ddangosir rhif { $n }, am nad yw ond yn ailadrodd rhif { $says }, hen ateb wedi'i wneud i edrych yn newydd. Dywedwch wrth yr uned.
warning-malformed = Daw rhif { $n } o'r uned, ond nid yw'n gwneud synnwyr ac ni chaiff ei ddangos. Gofynnwch i'r uned ei ysgrifennu eto.
warning-gap = Mae rhif { $n } ar goll rhwng y lleill. Gofynnwch i'r uned beth oedd ynddo.
warning-hidden = Mae'r uned wedi ysgrifennu hyd at rif { $highest }, a'r un olaf yma yw rhif { $last }. Efallai fod rhai mwy newydd yn cael eu dal yn ôl: edrychwch eto ymhen ychydig ddyddiau, ac os ydynt ar goll o hyd, dywedwch wrth yr uned.
warning-incomplete = Mae { $missing } o { $parts } rhan yr ateb sy'n dechrau â rhif { $n } ar goll. Efallai y dônt gyda'r bwrdd nesaf: edrychwch eto ymhen wythnos.
warning-board-false = Rhybudd: nid yw bwrdd { $unit } yn ddilys, neu fe'i difrodwyd ar y ffordd, ac ni ddangosir dim ohono. Ceisiwch ei nôl eto. Os yw hyn yn parhau, cymharwch yr ôl bys unwaith eto, a defnyddiwch ffordd arall.
warning-board-missing = Ni ellid nôl bwrdd { $unit }, felly ni ddangosir ei hatebion. Ceisiwch ei nôl eto, neu dewch yn ôl ddiwrnod arall.
warning-board-old = Mae'r bwrdd hwn yn fwy na phythefnos oed, felly efallai fod atebion mwy newydd yn cael eu dal yn ôl. Edrychwch eto ymhen ychydig ddyddiau, a dywedwch wrth yr uned os yw'r diwrnod yn aros yr un fath.
warning-board-ahead = Nid yw diwrnod y bwrdd hwn wedi dod eto. Gwiriwch ddyddiad eich cyfrifiadur; os yw'n gywir, un yr uned sy'n anghywir, ac mae'r atebion yn ddilys er hynny.

earlier-legend = Unedau yr aeth eich adroddiad diwethaf atynt
earlier-hint = Ni chafwyd ateb a fyddai'n dangos hynny. Mae hyn yn dangos i'r unedau hynny, ac i neb arall, eich bod wedi ysgrifennu o'r blaen. Os nad ydych yn cofio, gadewch y tic ar bob un. Os oeddech wedi gadael un allan, efallai na chysylltir yr adroddiad hwn wedyn â'r rhai cynharach; mae'r unedau'n ei ddarllen er hynny.
earlier-several = Aeth eich adroddiadau at unedau gwahanol. Ar y dechrau dim ond y rhai a allai ddarllen pob un ohonynt sydd wedi'u ticio. Ticiwch un arall dim ond os caiff barhau i ddarllen yr hyn a ysgrifennwch.
earlier-missing = Dewiswch o leiaf un uned yr aeth eich adroddiad diwethaf ati

check-codename = Yn gyntaf cewch enw cod, er mwyn gallu dod yn ôl. Gallwch hefyd wneud hebddo.
check-follow-up = Mae hyn yn parhau eich sgwrs: mae'r unedau a ddewisoch yn gweld mai gennych chi y daw, pwy bynnag ydych chi.
check-again = Byddwch yn teipio eich enw cod unwaith eto cyn ei anfon.
check-boards-again = Ni ellid cael bwrdd. Nid oes ei angen ar gyfer eich adroddiad. Gall pwy bynnag sy'n ymweld ei nôl eto.
check-boards = Mae'r byrddau y mae pob ymweliad yn eu nôl ar eu ffordd o hyd. Bydd yr anfon yn dechrau ar eu hôl.

codename-title = Eich enw cod
codename-title-call = Enw cod y galwr
codename-why = Gyda'r wyth gair hyn gallwch ddod yn ôl yma, gweld beth mae uned yn ei ateb neu'n ei ofyn, ac ysgrifennu rhagor. Fe'u tynnwyd ar hap ar y cyfrifiadur hwn ac nid ydynt byth yn cael eu hanfon.
codename-why-call = Gyda'r wyth gair hyn gall y galwr ffonio'n ôl, clywed beth mae uned yn ei ateb neu'n ei ofyn, a dweud rhagor. Darllenwch nhw'n araf gyda'u llythrennau, a gofynnwch i'r galwr eu hysgrifennu a'u darllen yn ôl.
codename-paper = Copïwch nhw â llaw ar bapur, yn y drefn hon, neu dysgwch nhw ar eich cof.
codename-keep = Cadwch y papur lle nad oes dim yn ei gysylltu â chi. Gall pwy bynnag sy'n dod o hyd iddo ddarllen yr atebion ac ysgrifennu fel chi.
codename-file = Peidiwch â'u rhoi mewn ffeil, llun na neges. Mae'r hyn a gopïwch i'r clipfwrdd yn diflannu pan fydd Tor Browser yn cau.
codename-lost = Ni all neb eu hadfer, ac ni fydd neb yn gofyn i chi amdanynt. Os collwch nhw, gwnewch adroddiad newydd a dywedwch eich bod wedi ysgrifennu o'r blaen.
codename-tell = Dywedwch wrth y galwr: cadwch y geiriau lle nad oes dim yn eu cysylltu â chi. Ni all neb eu hadfer. Os collwch nhw, ffoniwch eto a dywedwch eich bod wedi rhoi gwybod o'r blaen.
codename-tell-back = Dywedwch wrth y galwr: i glywed a oes ateb, ffoniwch yn ôl ymhen rhai wythnosau, nid o'r gwaith, a rhowch y geiriau. Ni fydd neb arall yn gofyn i chi amdanynt.
codename-none-yet = Mae'r geiriau'n cael eu tynnu. Arhoswch eiliad.
codename-words = Wyth gair
codename-new = Geiriau gwahanol i'r rhai blaenorol yw'r rhain. Croeswch yr hen rai allan.
without-title = Heb enw cod
without-why = Yna ni all neb ateb na gofyn dim i chi yma, ac ni ellir cysylltu'r hyn a ysgrifennwch wedyn â'r adroddiad hwn. Mae'n cael ei gymryd yr un mor ddifrifol.
without-button = Selio ac anfon heb enw cod

repeat-title = Teipiwch eich enw cod unwaith
repeat-title-call = Teipiwch yr hyn y mae'r galwr yn ei ddarllen yn ôl
repeat-why = Mae hyn yn sicrhau ei fod yn gywir gennych. Mae “Yn ôl” yn ei ddangos eto. Gallwch hefyd ei ludo.
repeat-why-call = Teipiwch y geiriau fel rydych yn eu clywed. Mae “Yn ôl” yn dangos yr enw cod eto.
repeat-lost = Cychwynnwyd y rhan o'r dudalen hon sy'n selio o'r newydd, ac nid yw eich enw cod ganddi bellach. Teipiwch ef unwaith eto.

sending-boards = Yn aros am y byrddau y mae pob ymweliad yn eu nôl.

done-codename = Dewch yn ôl gyda'ch enw cod ymhen rhai wythnosau i weld beth mae uned yn ei ateb neu'n ei ofyn. Ni all neb ei adfer, ac ni fydd neb yn gofyn i chi amdano.
done-codename-call = Gall y galwr ffonio'n ôl ymhen rhai wythnosau a rhoi'r enw cod, i glywed beth mae uned yn ei ateb neu'n ei ofyn.
done-caller = Ffarweliwch, a dywedwch wrth y galwr am beidio â dweud wrth neb.
done-nothing = Dinistriwch unrhyw nodyn a wnaethoch yn ystod yr alwad, yn enwedig yr enw cod. Nid oes dim o'r alwad ar ôl yn y dudalen hon.
`;var Ke=`# Y cwestiynau: o'r dechrau hyd at yr unedau a gaiff ddarllen.

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
`;var He=`# O'r gwirio hyd y diwedd.

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
cancelled = Stopiwyd yr anfon, ac ni chadwyd yr adroddiad. Mae'r hyn a oedd wedi cyrraedd ohono yn cael ei ddileu; bydd y gwasanaeth hwn yn dileu'r hyn na ellir ei gyrraedd nawr o fewn dau ddiwrnod. Mae eich atebion a'ch ffeiliau yma o hyd.
cancelled-doubtful = Stopiwyd yr anfon. Roedd y rhan olaf eisoes ar ei ffordd, felly efallai y cadwyd eich adroddiad wedi'i selio. Mae eich atebion a'ch ffeiliau yma o hyd.
refused-title = Ni chymerodd y gwasanaeth yr adroddiad
refused-todo = Ceisiwch eto ymhen ychydig funudau. Os yw'n dal i fethu, defnyddiwch un o'r ffyrdd eraill ar y dudalen gyntaf.
refused-after = Mae'r gwasanaeth yn gofyn i chi ddod yn ôl ymhen { $time }.
sending-doubtful = Roedd rhan olaf eich adroddiad eisoes wedi mynd unwaith, ac ni ddywedodd neb beth ddigwyddodd iddi: efallai ei fod wedi'i gadw. Os anfonwch ef eto, gall uned ei gael ddwywaith, a bydd yn gweld hynny.
strange-title = Atebodd y gwasanaeth mewn ffordd na all fod yn iawn
strange-todo = Nid yw'n sicr bod eich adroddiad wedi'i gadw. Ceisiwch eto. Os yw'n digwydd eto, gadewch, a defnyddiwch un o'r ffyrdd eraill.

broken-title = Mae'r rhan o'r dudalen hon sy'n selio wedi peidio â gweithio
broken-kept = Ni chadwyd eich adroddiad. Mae eich atebion a'ch ffeiliau yma o hyd, ac nid oes dim ohonynt wedi gadael y cyfrifiadur hwn mewn ffurf y gellir ei darllen.
broken-doubtful = Efallai fod cynnig cynharach wedi'i gadw er hynny. Mae eich atebion a'ch ffeiliau yma o hyd, ac nid oes dim ohonynt wedi gadael y cyfrifiadur hwn mewn ffurf y gellir ei darllen.
broken-again-title = Rhowch gynnig arall arni
broken-again = Bydd y rhan honno'n cael ei chychwyn o'r newydd, a'ch adroddiad yn cael ei selio a'i anfon o'r dechrau.
broken-fails = Os yw'n methu eto, cadwch eich geiriau cyn cau neu ail-lwytho'r dudalen hon, ac yna dewiswch ffordd arall:
keep-paper = Y ffordd fwyaf diogel yw copïo eich geiriau â llaw ar bapur, a'i gadw lle nad oes dim yn ei gysylltu â chi.
keep-file = Gellir dod o hyd i eiriau a gopïwch i ffeil ar y cyfrifiadur hwn, hyd yn oed ar ôl i chi ei dileu. Dim ond Tails sy'n eu hanghofio pan gaiff ei ddiffodd. Mae'r hyn a gopïwch i'r clipfwrdd yn diflannu pan fydd Tor Browser yn cau.
keep-reload = Yna ail-lwythwch y dudalen. Mae hynny'n clirio eich atebion yma, ac yn aml yn helpu.

done-title = Cadwyd eich adroddiad wedi'i selio
done-stored = Mae'n ddiogel ac yn aros i gael ei gasglu. Cliriwyd eich atebion a'ch ffeiliau o'r dudalen hon.
done-next-title = Beth sy'n digwydd nesaf
done-collected = Tua unwaith y dydd mae adroddiadau wedi'u selio yn cael eu casglu a'u cario i'r unedau.
done-days = O fewn 7 diwrnod i'w gasglu dylai uned nodi bod eich adroddiad ganddi. O fewn 3 mis dylai ddweud beth a wnaed.
done-reach = Heb enw cod ni allwch weld ateb yma. Dim ond os yw eich adroddiad yn dweud sut y gall uned gysylltu â chi.
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
stopped-changed-doubtful = Efallai fod cynnig cynharach i anfon eich adroddiad wedi'i gadw. Nid anfonwyd dim ar ôl y newid. Gadewch nawr, a pheidiwch â defnyddio'r cyfeiriad hwn eto cyn i chi gymharu'r ôl bys yn y ddau le y mae'r unedau yn ei gyhoeddi.
stopped-answers = Mae eich atebion yn y dudalen hon o hyd, nes i chi ei chau, ei hail-lwytho neu ei gadael. Os ydych am eu cadw:
answers-button = Yn ôl at eich atebion
stopped-changed-todo = Nid anfonwyd eich adroddiad. Gadewch nawr, a pheidiwch â defnyddio'r cyfeiriad hwn eto cyn i chi gymharu'r ôl bys yn y ddau le y mae'r unedau yn ei gyhoeddi.
`;var Ve=`# One title and one next step for every refusal. The names are those of crates/wire.

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
`;var Ze=`# The codename, replies and follow-ups, and reports for a caller.

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
`;var Je=`# The questions: from before the start to the units that may read.

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
`;var Xe=`# From the check to the end.

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
cancelled = Sending was stopped, and the report was not stored. What had arrived of it is being deleted; what cannot be reached now, the drop deletes within two days. Your answers and files are still here.
cancelled-doubtful = Sending was stopped. The last of it was already on its way, so your sealed report may have been stored. Your answers and files are still here.
refused-title = The drop did not take the report
refused-todo = Try again in a few minutes. If it still fails, use one of the other ways on the first page.
refused-after = The drop asks you to come back in { $time }.
sending-doubtful = The last of your report had already gone once, and nobody said what became of it: it may be stored. If you send it again, a unit may get it twice, and will see that.
strange-title = The drop answered in a way that cannot be right
strange-todo = It is not certain that your report was stored. Try again. If it happens again, leave, and use one of the other ways.

broken-title = The part of this page that seals has stopped working
broken-kept = Your report was not stored. Your answers and files are still here, and nothing of them has left this computer readable.
broken-doubtful = An earlier try may have been stored all the same. Your answers and files are still here, and nothing of them has left this computer readable.
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
done-reach = Without a codename you cannot see an answer here. A unit can reach you only if your report says how.
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
stopped-changed-doubtful = An earlier try to send your report may have been stored. Nothing was sent after the change. Leave now, and do not use this address again before you have compared the fingerprint in both places where the units publish it.
stopped-answers = Your answers are still in this page, until you close, reload or leave it. If you want to keep them:
answers-button = Back to your answers
stopped-changed-todo = Your report was not sent. Leave now, and do not use this address again before you have compared the fingerprint in both places where the units publish it.
`;var Ee={};Lt(Ee,{count:()=>Zt,day:()=>Xt,list:()=>Qt,size:()=>Vt,stretch:()=>et,wait:()=>Jt});var Qe=["amount-kb","amount-mb","amount-gb"];function Vt(n,e){if(e<1024)return n.text("amount-bytes",{n:e});let t=e/1024,a=0;for(;t>=1024&&a<Qe.length-1;)t/=1024,a+=1;let o=t<100?1:0,r=new Intl.NumberFormat(n.locale,{maximumFractionDigits:o}).format(t);return n.text(Qe[a],{n:r})}function Zt(n,e){return new Intl.NumberFormat(n.locale).format(e)}function et(n,e){return e<60?n.text("amount-seconds",{n:Math.max(10,Math.ceil(e/10)*10)}):e<5400?n.text("amount-minutes",{n:Math.ceil(e/60)}):n.text("amount-hours",{n:Math.ceil(e/3600)})}function Jt(n,e){return e<90?n.text("amount-seconds",{n:Math.max(1,Math.ceil(e))}):et(n,e)}function Xt(n,e){let t={day:"numeric",month:"long",year:"numeric",timeZone:"UTC"};return new Intl.DateTimeFormat(n.locale,t).format(new Date(e*864e5))}function Qt(n,e){return new Intl.ListFormat(n.locale,{type:"conjunction"}).format(e)}var tt="urn:candour:problem:";var E=class extends Error{},R=class extends Error{},I=class extends Error{},k=class extends Error{constructor(e,t,a){super(`${e} ${t??""}`),this.status=e,this.problem=t,this.retryAfter=a}};async function $(n,e,t,{headers:a={},body:o,signal:r,seconds:i=60,keepalive:s=!1}={}){let d=new AbortController,u=()=>d.abort();if(r?.aborted)throw new E;r?.addEventListener("abort",u);let l=n.setTimeout(u,i*1e3);try{let c=await n.fetch(t,{method:e,headers:a,body:o,keepalive:s,signal:d.signal,credentials:"omit",referrer:"",referrerPolicy:"no-referrer",cache:"no-store",redirect:"error",mode:"same-origin"}),f=await c.arrayBuffer();if(!c.ok)throw en(c,f);return{status:c.status,header:w=>c.headers.get(w),body:f}}catch(c){throw c instanceof k?c:r?.aborted?new E:new R}finally{n.clearTimeout(l),r?.removeEventListener("abort",u)}}function X(n){return/^[0-9]{1,15}$/.test(n??"")?Number(n):null}function en(n,e){return new k(n.status,tn(e),X(n.headers.get("retry-after")))}function tn(n){try{let{type:e}=JSON.parse(new TextDecoder().decode(n.slice(0,4096))),t=e.startsWith(tt)?e.slice(tt.length):"";return/^[a-z-]{1,40}$/.test(t)?t:null}catch{return null}}var nn=1,an=60,on=1200,rn=new Set([408,409,423,429,500,502,503,504]),O=class{#e;#t;#a;#o;#r;#i;#n=0;#s=null;constructor(e,t,a,{tries:o=1/0,longestAsked:r=on,until:i=1/0}={}){this.#e=e,this.#t=t,this.#a=a,this.#o=o,this.#r=r,this.#i=i}calm(){this.#n=0}now(){this.#s?.()}async insist(e){for(;;)try{let t=await e();return this.calm(),t}catch(t){await this.bear(t)}}async bear(e){let t=e instanceof k?e.retryAfter:null;if(!(e instanceof k&&rn.has(e.status)&&(t??0)<=this.#r)&&!(e instanceof R)||this.#n+1>=this.#o)throw e;let o=Math.min(an,nn*2**this.#n)*(.5+this.#e.random()/2);this.#n=Math.min(this.#n+1,16);let r=Math.max(t??0,o);if(this.#e.now()+r*1e3>=this.#i)throw e;await this.#d(r,e instanceof k?e.problem:null)}async#d(e,t){if(this.#t.aborted)throw new E;this.#a({seconds:e,why:t});let a;try{await new Promise((o,r)=>{this.#s=o,a=this.#e.setTimeout(o,e*1e3),this.#t.addEventListener("abort",()=>r(new E),{once:!0})})}finally{this.#e.clearTimeout(a),this.#s=null}this.#a(null)}};var sn=240,dn=3,ln=30,Q=class{#e;#t;#a=new Map;#o=new Map;#r=Promise.resolve();busy=!1;constructor(e,t){this.#e=e,this.#t=t}get settled(){return this.#r}fetch(){return this.busy||(this.#r=this.#i()),this.#r}async move(e){for(let{name:t}of this.#e.desk.card.units)await this.#n(t,e)}of(e){return this.#o.get(e)??(this.busy?null:{state:"missing"})}get amiss(){return this.#e.desk.card.units.some(({name:e})=>["missing","false"].includes(this.of(e)?.state))}drop(){this.#a.clear(),this.#o.clear()}async#i(){let{net:e,desk:t}=this.#e;this.busy=!0;let a=e.now()+sn*1e3,{units:o}=t.card;for(let[r,{name:i}]of o.entries()){let s=Math.max(0,a-e.now())/(o.length-r),d=e.now()+s,u=new O(e,this.#t,()=>{},{tries:dn,longestAsked:ln,until:d}),l=()=>$(e,"GET",`/board/${i}`,{signal:this.#t,seconds:Math.min(s,d-e.now())/1e3});try{this.#a.set(i,(await u.insist(l)).body)}catch{if(this.#t.aborted)break;continue}await this.#n(i,this.#e.sealing)}this.busy=!1}async#n(e,t){let a=this.#a.get(e);if(!(!a||!t))try{let o=await t.board(e,a.slice(0));a===this.#a.get(e)&&this.#o.set(e,o)}catch{}}};var ee=class{#e;#t=null;#a=null;#o=!1;notEarlier=new Set;named=!1;constructor(e){this.#e=e,this.reset()}clear(){this.#e.sealing?.forgetCodename().catch(()=>{}),this.reset()}reset(){this.#t=null,this.#a=null,this.#o=!1,this.#s(),this.drawn=null,this.anew=!1,this.followUp=!1,this.found=null,this.without=!1,this.#n()}get ready(){return this.#o&&this.#a===this.#e.sealing}get lost(){return this.#o&&!this.ready}async draw(){await this.#e.page.core();let{sealing:e}=this.#e;if(this.drawn&&this.#t===e)return;let t=await e.newCodename();this.anew||=this.drawn!==null,this.#s(),this.drawn=t,this.#t=e}decline(){this.clear(),this.without=!0,this.anew=!0}hold(){this.#a=this.#e.sealing,this.#o=!0,this.without=!1,this.#s(),this.drawn=null}get pending(){return this.followUp&&this.found===null}async look(){this.found=null;let{sealing:e}=this.#e,t=this.#i(await e.thread());return t.length>0||!this.large||!this.named?t:this.#i(await e.thread(this.lastReaders))}take(e){this.found=e}renamed(){this.followUp&&(this.found=[]),this.#n()}get large(){return this.#e.desk.card.units.length>4}get lastReaders(){return this.#e.desk.card.units.map(e=>e.name).filter(e=>!this.notEarlier.has(e))}get sets(){let e=new Map;for(let{set:t,replies:a}of this.found??[]){let o=t.join(" ");e.set(o,(e.get(o)??0)+a.length)}return[...e].sort(([,t],[,a])=>a-t).map(([t])=>t.split(" "))}get readers(){let[e,...t]=this.sets;return e?.filter(a=>t.every(o=>o.includes(a)))??null}sealed(){return this.without?null:{written:Math.floor(this.#e.net.now()/1e3),earlier:this.followUp?this.#r():null}}#r(){let{desk:e,draft:t}=this.#e,{sets:a}=this;if(a.length===0)return this.lastReaders;let o=t.units(e.card);return a.find(r=>r.length===o.length&&r.every(i=>o.includes(i)))??a[0]}#i({found:e}){return e.filter(({unit:t})=>this.#e.boards.of(t)?.state==="good")}#n(){this.notEarlier.clear(),this.named=!1}#s(){this.drawn?.words.fill(""),this.drawn?.spelling.fill("")}};var te=class{#e;#t;#a;#o=null;now=null;constructor(e,t,a){this.#e=e,this.#t=t,this.#a=a}async open(){let e=await this.#t();if(this.#a.aborted)throw e.close(),new E;return this.close(),this.now=e}working(){return this.#o??=this.now?null:this.#r().finally(()=>this.#o=null),this.#o??Promise.resolve()}close(){this.now?.close(),this.now=null}async#r(){let{desk:e,boards:t}=this.#e,a=await this.open();try{await e.move(a),await t.move(a)}catch(o){throw this.close(),o}}};var hn=864e5,Y=class extends Error{},B=class extends Error{},P=class{#e;#t;#a=null;card=null;readersChanged=!1;constructor(e,t){this.#e=e,this.#t=t}static async fetch(e,t){return(await $(e,"GET","/desk",{signal:t})).body}async take(e){return this.card=await this.#o(e),this.#a=e,this.card}async move(e){this.#t=e,await this.#o(this.#a)}async again(e){let t=this.card,a;try{a=await this.#o(e)}catch(o){throw o.code==="card-malformed"||o.code==="card-signature"?new Y:o}if(a.sha256===t.sha256)return!1;if(a.fingerprint!==t.fingerprint||a.number<=t.number||a.demo!==t.demo)throw new Y;return this.readersChanged=nt(a)!==nt(t),this.card=a,this.#a=e,!0}async#o(e){let t=await this.#t.card(e,Math.floor(this.#e.now()/hn));if(t.expired)throw new B;return t}};function nt(n){return JSON.stringify(n.units.map(({name:e,title:t,key:a})=>[e,t,a]).sort())}var ne=class{call=!1;constructor(){this.clear()}clear(){this.about=null,this.force="",this.role=null,this.who="",this.what="",this.when="",this.where="",this.you=null,this.identity="",this.files=[],this.keepNames=!1,this.leftOut=new Set}get touched(){return[this.force,this.who,this.what,this.when,this.where,this.identity].some(t=>t!=="")||this.files.length>0||[this.about,this.role,this.you].some(Boolean)}answers(e){let t={standing:this.you??"not-said"},a={kind:this.call?"call":"written",language:e,what:xe(this.what),reporter:t};this.about&&(a.category=this.about),this.role&&this.role!=="unknown"&&(a.role=this.role);for(let r of["who","force","when","where"]){let i=xe(this[r]);i!==""&&(a[r]=i)}let o=xe(this.identity);return o!==""&&(t.identity=o),a}leaveOut(e,t){this.leftOut=new Set(e.units.map(a=>a.name).filter(a=>!t.includes(a)))}moveOn(){this.leftOut.clear(),this.call&&this.clear()}units(e){return e.units.map(t=>t.name).filter(t=>!this.leftOut.has(t))}};function xe(n){return n.trim().toWellFormed()}function cn(n,e,t={},...a){let o=n.createElement(e);for(let[r,i]of Object.entries(t))i===!0?o.setAttribute(r,""):i!==!1&&i!==null&&i!==void 0&&o.setAttribute(r,String(i));return o.append(...a.flat(1/0).filter(r=>r!=null)),o}var ae=class{constructor(e,t){this.document=e,this.language=t}make(e,t,...a){return cn(this.document,e,t,...a)}say(e,t,a,o={}){return this.language.say(this.make(e,o),t,a)}paragraph(e,t,a){return this.say("p",e,t,a)}heading(e,t,a){return this.say(`h${e}`,t,a)}bullets(e,t){return this.make("ul",{},e.map(a=>this.say("li",a,t)))}button(e,t,a={}){return this.say("button",t,void 0,{type:"button","data-action":e,...a})}foreign(e,t="bdi"){return this.make(t,{dir:"auto"},un(e))}field({id:e,label:t,hint:a,optional:o=!0,rows:r,value:i,write:s,describedBy:d=[]}){let u=`${e}-hint`,l=[a?u:null,...d].filter(Boolean).join(" "),c={id:e,"aria-describedby":l||null,autocomplete:"off",autocapitalize:"off",spellcheck:"false","data-gramm":"false",translate:"no",dir:"auto"},f=r?this.make("textarea",{...c,rows:r}):this.make("input",{...c,type:"text"});f.value=i,f.addEventListener("input",()=>s(f.value));let w=this.make("label",{for:e},this.say("span",t));return o&&w.append(" ",this.say("span","field-optional")),this.make("div",{class:"field"},w,a?this.paragraph(a,void 0,{id:u,class:"hint"}):null,f)}tick({id:e,label:t,hint:a,values:o,checked:r,write:i,text:s}){let d=this.make("input",{type:"checkbox",id:e,autocomplete:"off","aria-describedby":a?`${e}-hint`:null});d.checked=r,d.addEventListener("change",()=>i(d.checked));let u=s?this.make("label",{for:e},s):this.say("label",t,o,{for:e});return[this.make("div",{class:"choice"},d,u),a?this.paragraph(a,o,{id:`${e}-hint`,class:"hint"}):null]}choices({legend:e,hint:t,id:a,options:o,value:r,write:i}){let s=`${a}-hint`,d=o.map((c,f)=>this.make("input",{type:"radio",id:`${a}-${c.value}`,autocomplete:"off","aria-posinset":f+1,"aria-setsize":o.length})),u=c=>{for(let f of d)f.checked=f===c,f.tabIndex=f===c?0:-1;c||(d[0].tabIndex=0)};u(d[o.findIndex(c=>c.value===r)]),d.forEach((c,f)=>{let w=g=>{let b=(g+d.length)%d.length;return u(d[b]),i(o[b].value),d[b]};c.addEventListener("change",()=>w(f)),c.addEventListener("keydown",g=>{let b={ArrowDown:1,ArrowRight:1,ArrowUp:-1,ArrowLeft:-1}[g.key];!b||g.ctrlKey||g.altKey||g.metaKey||(g.preventDefault(),w(f+b).focus())})});let l=o.map((c,f)=>this.make("div",{class:"choice"},d[f],this.say("label",c.label,void 0,{for:d[f].id})));return this.make("fieldset",{id:a,role:"radiogroup","aria-labelledby":`${a}-legend`,"aria-describedby":t?s:null},this.make("legend",{id:`${a}-legend`},this.say("span",e)," ",this.say("span","field-optional")),t?this.paragraph(t,void 0,{id:s,class:"hint"}):null,l)}};function un(n){let e=[..._(n)];return e.length<=at?e.join(""):[...e.slice(0,at-20),"…",...e.slice(-19)].join("")}function _(n,e=""){return[...n.toWellFormed()].map(t=>Ne.test(t)&&!e.includes(t)?"�":t).join("")}var Ne=/[\p{Cc}\u{ad}\u{61c}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}]/u,at=80;var oe=class{#e;#t;constructor(e){this.#e=e,this.#t=e.build.make("div",{id:"errors",role:"alert",tabindex:"-1","aria-labelledby":"errors-title"}),this.#t.hidden=!0}get node(){return this.#t}show(e){let{build:t}=this.#e;this.clear();let a=e.map(({text:o,values:r,field:i,about:s})=>{let d=[t.say("span",o,r),...s?[" ",t.foreign(s)]:[]];if(!i)return t.make("li",{},d);let u=t.make("a",{href:`#${i}`},d);return u.addEventListener("click",l=>{l.preventDefault(),t.document.getElementById(i)?.focus()}),this.#a(i,d.map(l=>typeof l=="string"?l:l.cloneNode(!0)),o,r),t.make("li",{},u)});this.#t.replaceChildren(t.make("h2",{id:"errors-title"},t.say("span","errors-title")),t.make("ul",{},a)),this.#t.hidden=!1,this.#t.focus()}clear(){let{document:e}=this.#e.build;for(let t of e.querySelectorAll(".error[data-of]")){let a=e.getElementById(t.dataset.of);a?.removeAttribute("aria-invalid");let o=(a?.getAttribute("aria-describedby")??"").split(" ").filter(r=>r!==""&&r!==t.id);o.length>0?a?.setAttribute("aria-describedby",o.join(" ")):a?.removeAttribute("aria-describedby"),t.remove()}this.#t.replaceChildren(),this.#t.hidden=!0}#a(e,t,a,o){let{build:r}=this.#e,i=r.document.getElementById(e);if(!i)return;let s=r.make("p",{id:`${e}-error`,class:"error","data-of":e},t);r.language.say(s.firstElementChild,a,o);let d=i.closest(".field, fieldset")??i;d===i?d.before(s):d.tagName==="FIELDSET"?d.querySelector("legend").after(s):i.before(s),i.tagName!=="FIELDSET"&&i.setAttribute("aria-invalid","true");let u=i.getAttribute("aria-describedby");i.setAttribute("aria-describedby",u?`${s.id} ${u}`:s.id)}};var M=class{constructor(e){this.value=e}valueOf(){return this.value}},m=class extends M{constructor(e="???"){super(e)}toString(e){return`{${this.value}}`}},v=class extends M{constructor(e,t={}){super(e),this.opts=t}toString(e){if(e)try{return e.memoizeIntlObject(Intl.NumberFormat,this.opts).format(this.value)}catch(t){e.reportError(t)}return this.value.toString(10)}},S=class n extends M{static supportsValue(e){if(typeof e=="number"||e instanceof Date)return!0;if(e instanceof M)return n.supportsValue(e.valueOf());if("Temporal"in globalThis){let t=globalThis.Temporal;if(e instanceof t.Instant||e instanceof t.PlainDateTime||e instanceof t.PlainDate||e instanceof t.PlainMonthDay||e instanceof t.PlainTime||e instanceof t.PlainYearMonth)return!0}return!1}constructor(e,t={}){e instanceof n?(t={...e.opts,...t},e=e.value):e instanceof M&&(e=e.valueOf()),typeof e=="object"&&"calendarId"in e&&t.calendar===void 0&&(t={...t,calendar:e.calendarId}),super(e),this.opts=t}[Symbol.toPrimitive](e){return e==="string"?this.toString():this.toNumber()}toNumber(){let e=this.value;if(typeof e=="number")return e;if(e instanceof Date)return e.getTime();if("epochMilliseconds"in e)return e.epochMilliseconds;if("toZonedDateTime"in e)return e.toZonedDateTime("UTC").epochMilliseconds;throw new TypeError("Unwrapping a non-number value as a number")}toString(e){if(e)try{return e.memoizeIntlObject(Intl.DateTimeFormat,this.opts).format(this.value)}catch(t){e.reportError(t)}return typeof this.value=="number"||this.value instanceof Date?new Date(this.value).toISOString():this.value.toString()}};var ot=100,yn="⁨",fn="⁩";function wn(n,e,t){if(t===e||t instanceof v&&e instanceof v&&t.value===e.value)return!0;if(e instanceof v&&typeof t=="string"){let a=n.memoizeIntlObject(Intl.PluralRules,e.opts).select(e.value);if(t===a)return!0}return!1}function rt(n,e,t){return e[t]?L(n,e[t].value):(n.reportError(new RangeError("No default")),new m)}function $e(n,e){let t=[],a=Object.create(null);for(let o of e)o.type==="narg"?a[o.name]=U(n,o.value):t.push(U(n,o));return{positional:t,named:a}}function U(n,e){switch(e.type){case"str":return e.value;case"num":return new v(e.value,{minimumFractionDigits:e.precision});case"var":return mn(n,e);case"mesg":return pn(n,e);case"term":return gn(n,e);case"func":return bn(n,e);case"select":return kn(n,e);default:return new m}}function mn(n,{name:e}){let t;if(n.params)if(Object.prototype.hasOwnProperty.call(n.params,e))t=n.params[e];else return new m(`$${e}`);else if(n.args&&Object.prototype.hasOwnProperty.call(n.args,e))t=n.args[e];else return n.reportError(new ReferenceError(`Unknown variable: $${e}`)),new m(`$${e}`);if(t instanceof M)return t;switch(typeof t){case"string":return t;case"number":return new v(t);case"object":if(S.supportsValue(t))return new S(t);default:return n.reportError(new TypeError(`Variable type not supported: $${e}, ${typeof t}`)),new m(`$${e}`)}}function pn(n,{name:e,attr:t}){let a=n.bundle._messages.get(e);if(!a)return n.reportError(new ReferenceError(`Unknown message: ${e}`)),new m(e);if(t){let o=a.attributes[t];return o?L(n,o):(n.reportError(new ReferenceError(`Unknown attribute: ${t}`)),new m(`${e}.${t}`))}return a.value?L(n,a.value):(n.reportError(new ReferenceError(`No value: ${e}`)),new m(e))}function gn(n,{name:e,attr:t,args:a}){let o=`-${e}`,r=n.bundle._terms.get(o);if(!r)return n.reportError(new ReferenceError(`Unknown term: ${o}`)),new m(o);if(t){let s=r.attributes[t];if(s){n.params=$e(n,a).named;let d=L(n,s);return n.params=null,d}return n.reportError(new ReferenceError(`Unknown attribute: ${t}`)),new m(`${o}.${t}`)}n.params=$e(n,a).named;let i=L(n,r.value);return n.params=null,i}function bn(n,{name:e,args:t}){let a=n.bundle._functions[e];if(!a)return n.reportError(new ReferenceError(`Unknown function: ${e}()`)),new m(`${e}()`);if(typeof a!="function")return n.reportError(new TypeError(`Function ${e}() is not callable`)),new m(`${e}()`);try{let o=$e(n,t);return a(o.positional,o.named)}catch(o){return n.reportError(o),new m(`${e}()`)}}function kn(n,{selector:e,variants:t,star:a}){let o=U(n,e);if(o instanceof m)return rt(n,t,a);for(let r of t){let i=U(n,r.key);if(wn(n,o,i))return L(n,r.value)}return rt(n,t,a)}function Me(n,e){if(n.dirty.has(e))return n.reportError(new RangeError("Cyclic reference")),new m;n.dirty.add(e);let t=[],a=n.bundle._useIsolating&&e.length>1;for(let o of e){if(typeof o=="string"){t.push(n.bundle._transform(o));continue}if(n.placeables++,n.placeables>ot)throw n.dirty.delete(e),new RangeError(`Too many placeables expanded: ${n.placeables}, max allowed is ${ot}`);a&&t.push(yn),t.push(U(n,o).toString(n)),a&&t.push(fn)}return n.dirty.delete(e),t.join("")}function L(n,e){return typeof e=="string"?n.bundle._transform(e):Me(n,e)}var re=class{constructor(e,t,a){this.dirty=new WeakSet,this.params=null,this.placeables=0,this.bundle=e,this.errors=t,this.args=a}reportError(e){if(!this.errors||!(e instanceof Error))throw e;this.errors.push(e)}memoizeIntlObject(e,t){let a=this.bundle._intls.get(e);a||(a={},this.bundle._intls.set(e,a));let o=JSON.stringify(t);return a[o]||(a[o]=new e(this.bundle.locales,t)),a[o]}};function Se(n,e){let t=Object.create(null);for(let[a,o]of Object.entries(n))e.includes(a)&&(t[a]=o.valueOf());return t}var it=["unitDisplay","currencyDisplay","useGrouping","minimumIntegerDigits","minimumFractionDigits","maximumFractionDigits","minimumSignificantDigits","maximumSignificantDigits"];function st(n,e){let t=n[0];if(t instanceof m)return new m(`NUMBER(${t.valueOf()})`);if(t instanceof v)return new v(t.valueOf(),{...t.opts,...Se(e,it)});if(t instanceof S)return new v(t.toNumber(),{...Se(e,it)});throw new TypeError("Invalid argument to NUMBER")}var vn=["dateStyle","timeStyle","fractionalSecondDigits","dayPeriod","hour12","weekday","era","year","month","day","hour","minute","second","timeZoneName"];function dt(n,e){let t=n[0];if(t instanceof m)return new m(`DATETIME(${t.valueOf()})`);if(t instanceof S||t instanceof v)return new S(t,Se(e,vn));throw new TypeError("Invalid argument to DATETIME")}var lt=new Map;function ht(n){let e=Array.isArray(n)?n.join(" "):n,t=lt.get(e);return t===void 0&&(t=new Map,lt.set(e,t)),t}var z=class{constructor(e,{functions:t,useIsolating:a=!0,transform:o=r=>r}={}){this._terms=new Map,this._messages=new Map,this.locales=Array.isArray(e)?e:[e],this._functions={NUMBER:st,DATETIME:dt,...t},this._useIsolating=a,this._transform=o,this._intls=ht(e)}hasMessage(e){return this._messages.has(e)}getMessage(e){return this._messages.get(e)}addResource(e,{allowOverrides:t=!1}={}){let a=[];for(let o=0;o<e.body.length;o++){let r=e.body[o];if(r.id.startsWith("-")){if(t===!1&&this._terms.has(r.id)){a.push(new Error(`Attempt to override an existing term: "${r.id}"`));continue}this._terms.set(r.id,r)}else{if(t===!1&&this._messages.has(r.id)){a.push(new Error(`Attempt to override an existing message: "${r.id}"`));continue}this._messages.set(r.id,r)}}return a}formatPattern(e,t=null,a=null){if(typeof e=="string")return this._transform(e);let o=new re(this,a,t);try{return Me(o,e).toString(o)}catch(r){if(o.errors&&r instanceof Error)return o.errors.push(r),new m().toString(o);throw r}}};var Ae=/^(-?[a-zA-Z][\w-]*) *= */gm,ct=/\.([a-zA-Z][\w-]*) *= */y,Tn=/\*?\[/y,Ie=/(-?[0-9]+(?:\.([0-9]+))?)/y,En=/([a-zA-Z][\w-]*)/y,ut=/([$-])?([a-zA-Z][\w-]*)(?:\.([a-zA-Z][\w-]*))?/y,xn=/^[A-Z][A-Z0-9_-]*$/,ie=/([^{}\n\r]+)/y,Nn=/([^\\"\n\r]*)/y,yt=/\\([\\"])/y,ft=/\\u([a-fA-F0-9]{4})|\\U([a-fA-F0-9]{6})/y,$n=/^\n+/,wt=/ +$/,Mn=/ *\r?\n/g,Sn=/( *)$/,An=/{\s*/y,mt=/\s*}/y,In=/\[\s*/y,Cn=/\s*] */y,On=/\s*\(\s*/y,Dn=/\s*->\s*/y,Rn=/\s*:\s*/y,Bn=/\s*,?\s*/y,Pn=/\s+/y,F=class{constructor(e){this.body=[],Ae.lastIndex=0;let t=0;for(;;){let h=Ae.exec(e);if(h===null)break;t=Ae.lastIndex;try{this.body.push(d(h[1]))}catch(y){if(y instanceof SyntaxError)continue;throw y}}function a(h){return h.lastIndex=t,h.test(e)}function o(h,y){if(e[t]===h)return t++,!0;if(y)throw new y(`Expected ${h}`);return!1}function r(h,y){if(a(h))return t=h.lastIndex,!0;if(y)throw new y(`Expected ${h.toString()}`);return!1}function i(h){h.lastIndex=t;let y=h.exec(e);if(y===null)throw new SyntaxError(`Expected ${h.toString()}`);return t=h.lastIndex,y}function s(h){return i(h)[1]}function d(h){let y=l(),p=u();if(y===null&&Object.keys(p).length===0)throw new SyntaxError("Expected message value or attributes");return{id:h,value:y,attributes:p}}function u(){let h=Object.create(null);for(;a(ct);){let y=s(ct),p=l();if(p===null)throw new SyntaxError("Expected attribute value");h[y]=p}return h}function l(){let h;if(a(ie)&&(h=s(ie)),e[t]==="{"||e[t]==="}")return c(h?[h]:[],1/0);let y=ze();return y?h?c([h,y],y.length):(y.value=Te(y.value,$n),c([y],y.length)):h?Te(h,wt):null}function c(h=[],y){for(;;){if(a(ie)){h.push(s(ie));continue}if(e[t]==="{"){h.push(f());continue}if(e[t]==="}")throw new SyntaxError("Unbalanced closing brace");let N=ze();if(N){h.push(N),y=Math.min(y,N.length);continue}break}let p=h.length-1,D=h[p];typeof D=="string"&&(h[p]=Te(D,wt));let W=[];for(let N of h)N instanceof se&&(N=N.value.slice(0,N.value.length-y)),N&&W.push(N);return W}function f(){r(An,SyntaxError);let h=w();if(r(mt))return h;if(r(Dn)){let y=V();return r(mt,SyntaxError),{type:"select",selector:h,...y}}throw new SyntaxError("Unclosed placeable")}function w(){if(e[t]==="{")return f();if(a(ut)){let[,h,y,p=null]=i(ut);if(h==="$")return{type:"var",name:y};if(r(On)){let D=g();if(h==="-")return{type:"term",name:y,attr:p,args:D};if(xn.test(y))return{type:"func",name:y,args:D};throw new SyntaxError("Function names must be all upper-case")}return h==="-"?{type:"term",name:y,attr:p,args:[]}:{type:"mesg",name:y,attr:p}}return A()}function g(){let h=[];for(;;){switch(e[t]){case")":return t++,h;case void 0:throw new SyntaxError("Unclosed argument list")}h.push(b()),r(Bn)}}function b(){let h=w();return h.type!=="mesg"?h:r(Rn)?{type:"narg",name:h.name,value:A()}:h}function V(){let h=[],y=0,p;for(;a(Tn);){o("*")&&(p=y);let D=ve(),W=l();if(W===null)throw new SyntaxError("Expected variant value");h[y++]={key:D,value:W}}if(y===0)return null;if(p===void 0)throw new SyntaxError("Expected default variant");return{variants:h,star:p}}function ve(){r(In,SyntaxError);let h;return a(Ie)?h=Z():h={type:"str",value:s(En)},r(Cn,SyntaxError),h}function A(){if(a(Ie))return Z();if(e[t]==='"')return J();throw new SyntaxError("Invalid expression")}function Z(){let[,h,y=""]=i(Ie),p=y.length;return{type:"num",value:parseFloat(h),precision:p}}function J(){o('"',SyntaxError);let h="";for(;;){if(h+=s(Nn),e[t]==="\\"){h+=Yt();continue}if(o('"'))return{type:"str",value:h};throw new SyntaxError("Unclosed string literal")}}function Yt(){if(a(yt))return s(yt);if(a(ft)){let[,h,y]=i(ft),p=parseInt(h||y,16);return p<=55295||57344<=p?String.fromCodePoint(p):"�"}throw new SyntaxError("Unknown escape sequence")}function ze(){let h=t;switch(r(Pn),e[t]){case".":case"[":case"*":case"}":case void 0:return!1;case"{":return Fe(e.slice(h,t))}return e[t-1]===" "?Fe(e.slice(h,t)):!1}function Te(h,y){return h.replace(y,"")}function Fe(h){let y=h.replace(Mn,`
`),p=Sn.exec(h)[1].length;return new se(y,p)}}},se=class{constructor(e,t){this.value=e,this.length=t}};var pt={en:"en-GB",cy:"cy"},de=class{#e={};#t=new Map;#a;#o=null;tag="en";constructor(e,t){this.#a=e;for(let[a,o]of Object.entries(t)){let r=new z(pt[a],{useIsolating:!1});for(let i of o)r.addResource(new F(i));this.#e[a]=r}}get locale(){return pt[this.tag]}has(e){return this.#e.en.hasMessage(e)}text(e,t={}){for(let a of[this.#e[this.tag],this.#e.en]){let o=a.getMessage(e);if(o?.value)return a.formatPattern(o.value,t,[])}return e}say(e,t,a){return this.#i(e,"",t,a)}label(e,t,a,o){return this.#i(e,t,a,o)}hush(e){this.#t.delete(e),e.textContent=""}title(e,t){this.#o={id:e,values:t},this.#a.title=this.#r(e,t)}prune(){for(let e of this.#t.keys())e.isConnected||this.#t.delete(e)}use(e){this.tag=e in this.#e?e:"en",this.#a.documentElement.lang=this.tag,this.prune();for(let[t,a]of this.#t)for(let[o,{id:r,values:i}]of a)this.#n(t,o,r,i);this.#o&&this.title(this.#o.id,this.#o.values)}#r(e,t){return this.text(e,typeof t=="function"?t(this):t)}#i(e,t,a,o){let r=this.#t.get(e)??new Map;return r.set(t,{id:a,values:o}),this.#t.set(e,r),this.#n(e,t,a,o),e}#n(e,t,a,o){let r=this.#r(a,o);t===""?e.textContent!==r&&(e.textContent=r):e.setAttribute(t,r)}};var le=class{#e;#t=null;#a=null;#o=0;#r=null;constructor(e){this.#e=e}line(e){return this.#t=this.#e.build.make("p",{id:e}),this.#r=null,this.ask(0),this.#t}ask(e=400){let{net:t}=this.#e;t.clearTimeout(this.#a),this.#a=t.setTimeout(()=>this.#i(),e)}stop(){this.#e.net.clearTimeout(this.#a),this.#o+=1}async#i(){let e=this.#o+=1,{language:t,amounts:a,draft:o}=this.#e,r=this.#t,i;try{i=await this.#e.plan()}catch(u){e===this.#o&&r?.isConnected&&(["too-large","text-too-long"].includes(u.code)?t.say(r,`room-${u.code}`):t.hush(r));return}if(e!==this.#o||!r?.isConnected)return;let s=u=>({step:a.size(u,i.step),next:a.size(u,Gn(i.step)),room:a.count(u,Yn(i.room)),size:a.size(u,i.room)}),d=o.files.length===0&&i.step<1048576?"room-text":"room-files";t.say(r,i.step>=1073741824?"room-top":d,s),this.#r!==null&&this.#r!==i.step&&this.#e.aloud("room-moved",s),this.#r=i.step}};function Gn(n){return Math.min(1073741824,n*(n<1048576?4:2))}function Yn(n){let e=n>1e3?100:10;return Math.floor(n/e)*e}var _n=["information-or-influence","personal-advantage","sexual-purpose","abuse-of-partner","discrimination","other"],Ln=["emergency","crime","anonymous-crime","reporting-line","police-conduct","whistleblowing-advice"],gt={name:"about",title:"about-title",body(n){let{build:e,draft:t,desk:a}=n,o=i=>a.card.phones.find(s=>s.kind===i)?.number,r=Ln.filter(o).map(i=>e.say("li",`route-${i}`,{number:o(i)}));return[o("emergency")?e.paragraph("about-danger",{number:o("emergency")},{class:"alarm"}):null,e.choices({id:"about",legend:"about-legend",hint:"about-hint",options:_n.map(i=>({value:i,label:`kind-${i}`})),value:t.about,write:i=>t.about=i}),e.heading(2,"route-title"),e.paragraph("route-first"),e.make("ul",{},r,["route-complaint","route-iopc","route-advice"].map(i=>e.say("li",i)))]}};function he({build:n,desk:e,conversation:t},a){let o=e.card.units.map(r=>n.tick({id:`earlier-${r.name}`,text:n.foreign(r.title),checked:!t.notEarlier.has(r.name),write:i=>{i?t.notEarlier.delete(r.name):t.notEarlier.add(r.name)}}));return n.make("fieldset",{id:"earlier","aria-describedby":"earlier-hint"},n.make("legend",{},n.say("span","earlier-legend")),n.paragraph(a,void 0,{id:"earlier-hint",class:"hint"}),o)}function ce({conversation:n,desk:e}){return n.lastReaders.length>0?[]:[{text:"earlier-missing",field:`earlier-${e.card.units[0].name}`}]}var bt={name:"thread",title:"thread-title",instead:({conversation:n})=>n.followUp&&n.ready?null:"quote",body(n){return[n.build.paragraph(n.worded("thread-why")),n.build.make("div",{id:"replies"})]},buttons:[["follow-up","follow-up-button"],["leave","leave-button","plain"]],async enter(n){let{build:e,boards:t,conversation:a}=n,o=e.document.getElementById("replies");if(a.found=null,t.busy&&n.status("thread-waiting"),await t.settled,!o.isConnected)return;n.status("thread-looking");let r;try{r=await a.look()}catch{o.isConnected&&n.page.lose(),o.isConnected&&n.page.back("quote",[{text:"codename-stopped",field:"codename"}]);return}o.isConnected&&(a.take(r),Wn(n,o))},again(n){n.boards.fetch(),n.page.show("thread")},named(n){let e=ce(n);if(e.length>0)return n.errors.show(e);n.conversation.named=!0,n.page.show("thread")},check({conversation:n,draft:e,desk:t}){if(n.pending)return[{text:"thread-not-yet"}];let{readers:a}=n;return a&&e.leaveOut(t.card,a),[]},left({build:n,conversation:e}){n.document.getElementById("replies")?.replaceChildren();for(let{replies:t}of e.found??[])for(let a of t)a.text=""}};function ue(n,e){let t=n.of(e);return["false","missing"].includes(t?.state)?t.state:t?.state==="good"&&["old","ahead"].includes(t.age)?t.age:null}function Ce({build:n},e,t){let a={class:t==="false"?"warning alarm":"warning","data-warning":`board-${t}`};return n.paragraph(`warning-board-${t}`,{unit:_(e.title)},a)}function Wn(n,e){let{build:t,boards:a,conversation:o,desk:r,language:i}=n,{units:s}=r.card,d=[],u=[];for(let w of s){let g=o.found.filter(b=>b.unit===w.name);g.length>0||ue(a,w.name)?d.push(zn(n,w,g)):u.push(w)}let l=o.found.reduce((w,{replies:g})=>w+g.length,0),c=a.amiss?"thread-none-here":"thread-none",f=t.make("div",{id:"none"},t.paragraph(c),t.paragraph("thread-none-todo"));e.replaceChildren(...[o.found.length===0?f:null,...o.found.length===0&&o.large?[he(n,"thread-hint"),t.make("p",{},t.button("named","named-button",{class:"plain"}))]:[],...d,a.amiss?t.make("p",{},t.button("boards","boards-button",{class:"plain"})):null,...u.length>0?[t.heading(2,"board-title"),t.make("ul",{id:"boards"},u.map(w=>Un(n,w)))]:[]].filter(Boolean)),o.found.length===0?n.aloud(c):n.aloud("thread-count",{n:l}),i.prune()}function Un({build:n,boards:e,amounts:t},a){let{state:o,epoch:r}=e.of(a.name),i=s=>({unit:_(a.title),day:o==="good"?t.day(s,r):""});return n.say("li",o==="good"?"board-good":"board-none",i)}function zn(n,e,t){let{build:a,boards:o,amounts:r}=n,{state:i,epoch:s}=o.of(e.name),d=ue(o,e.name),u=a.make("h2",{id:`from-${e.name}`},a.foreign(e.title)),l=()=>a.paragraph("board-day",c=>({day:r.day(c,s)}),{class:"board-day"});return a.make("section",{"data-unit":e.name,"aria-labelledby":u.id},u,i==="good"?l():null,d?Ce(n,e,d):null,t.map(c=>Fn(n,c,t.length>1)))}function Fn(n,{set:e,gone:t,replies:a,warnings:o},r){let{build:i,amounts:s,desk:d}=n,u=d.card.units.filter(l=>e.includes(l.name)).map(l=>_(l.title));return[r?i.paragraph("thread-set",l=>({units:s.list(l,u)})):null,t>0?i.paragraph("thread-gone"):null,o.map(l=>{let c=["n","says","highest","last","first"].filter(b=>b in l).map(b=>[b,l[b]+1]),{n:f,first:w,...g}={...l,...Object.fromEntries(c)};return i.paragraph(`warning-${l.kind}`,{...g,n:f??w},{class:"warning","data-warning":l.kind})}),a.map(({first:l,parts:c,text:f})=>{let w={n:l+1,last:l+c};return i.make("div",{class:"reply"},i.heading(3,c>1?"reply-parts":"reply-one",w),i.make("p",{class:"reply-text",dir:"auto"},_(f.replaceAll(`\r
`,`
`),`
	`)))})]}function qn({build:n}){return n.make("section",{id:"broken",class:"alarm","aria-labelledby":"broken-heading"},n.say("h2","broken-again-title",void 0,{id:"broken-heading"}),n.paragraph("broken-again"),n.make("p",{},n.button("retry","retry-button")),n.paragraph("broken-fails"),n.bullets(["keep-paper","keep-file","keep-reload","stopped-safest","stopped-program"]))}function jn({conversation:n}){return n.lost?"check-again":n.followUp?"check-follow-up":n.ready?null:"check-codename"}function Kn(n){let{build:e,boards:t,desk:a}=n,o=e.make("div",{id:"boards"}),r=()=>{let s=a.card.units.map(d=>[d,ue(t,d.name)]).filter(([,d])=>["false","missing"].includes(d)).map(([d,u])=>Ce(n,d,u));s.length>0&&s.push(e.paragraph("check-boards-again"),e.make("p",{},e.button("boards","boards-button",{class:"plain"}))),o.replaceChildren(...t.busy?[e.paragraph("check-boards")]:s)};return r(),t.busy&&t.settled.then(()=>o.isConnected&&r()),o}var q={name:"check",title:"check-title",body(n){let{build:e,draft:t,desk:a,amounts:o}=n,r=c=>c.trim()===""?e.say("span","check-none"):e.foreign(c,"span"),i=(c,f)=>e.say("span",c?f:"check-none"),s=c=>c.trim()===""?e.say("span","check-none"):e.make("span",{dir:"auto"},c.trim()),d=a.card.units.filter(c=>!t.leftOut.has(c.name)),u=t.files.map(c=>e.make("li",{},e.foreign(c.name)," ",e.say("span","files-size",f=>({size:o.size(f,c.size)})))),l=(c,f,...w)=>{let g=e.make("button",{type:"button",class:"plain","data-change":c},e.say("span","check-change")," ");return g.append(e.say("span",f,void 0,{class:"unseen"})),[e.say("dt",f),...w.map(b=>e.make("dd",{},b)),e.make("dd",{class:"change"},g)]};return[n.broken?qn(n):null,e.paragraph("check-why"),e.make("dl",{class:"answers"},l("about","check-about",i(t.about,`kind-${t.about}`)),l("concerns","check-force",s(t.force)),l("concerns","check-role",i(t.role,`role-${t.role}`)),l("concerns","check-who",s(t.who)),l("what","check-what",s(t.what)),l("when-where","check-when",s(t.when)),l("when-where","check-where",s(t.where)),l("you","check-you",i(t.you,`you-${t.you}`)),l("you","check-identity",s(t.identity)),l("evidence","check-files",u.length>0?e.make("ul",{},u):e.say("span","check-none"),...u.length>0?[e.say("span",t.keepNames?"check-names-kept":"check-names-off")]:[]),l("readers","check-readers",e.make("ul",{},d.map(c=>e.make("li",{},r(c.title)))))),e.heading(2,"check-size-title"),n.room.line("room"),e.paragraph("room-why"),e.paragraph("check-line"),e.heading(2,"check-send-title"),e.bullets([jn(n),"check-sealed","check-once","check-open"].filter(Boolean)),Kn(n)]},again(n){n.boards.fetch(),n.page.show("check")},check(n){let e=[];return n.draft.what.trim()===""&&e.push({text:"what-missing"}),n.draft.units(n.desk.card).length===0&&e.push({text:"readers-missing"}),e},next({conversation:n},e){return n.ready||e&&n.without?"sending":n.lost?"repeat":"codename"},buttons:({conversation:n})=>[["send",n.ready?"check-send":"continue-button"]]};var kt={name:"codename",title:"codename-title",instead:({conversation:n})=>n.ready||n.lost?"check":null,body(n){let{build:e,draft:t,language:a}=n,o=e.make("ol",{id:"words",class:t.call?"large":null,lang:"en",translate:"no"});a.label(o,"aria-label","codename-words");let r=t.call?["codename-tell","codename-tell-back"]:["codename-paper","codename-keep","codename-file","codename-lost"];return[e.paragraph(n.worded("codename-why")),e.make("p",{id:"words-new"}),o,e.bullets(r),e.make("p",{class:"buttons"},e.button("continue","continue-button")),e.heading(2,"without-title"),e.paragraph("without-why"),e.make("p",{},e.button("without","without-button",{class:"plain"}))]},buttons:[],async enter(n){let{build:e,draft:t,conversation:a,language:o}=n,r=e.document.getElementById("words");a.without=!1;try{await a.draw()}catch{r.isConnected&&n.page.broken();return}if(!r.isConnected)return;let{words:i,spelling:s}=a.drawn,d=i.map((u,l)=>e.make("li",{},e.make("span",{class:"word"},u),t.call?[" ",e.make("span",{class:"spelling"},s[l])]:null));r.replaceChildren(...d),a.anew&&o.say(e.document.getElementById("words-new"),"codename-new")},check({build:n}){return n.document.querySelectorAll("#words .word").length>0?[]:[{text:"codename-none-yet"}]},left({build:n}){for(let e of n.document.querySelectorAll("#words span"))e.textContent=""}};var Hn=["officer","staff","volunteer","unknown"],vt={name:"concerns",title:"concerns-title",body({build:n,draft:e}){return[n.paragraph("concerns-why"),n.field({id:"force",label:"force-label",hint:"force-hint",value:e.force,write:t=>e.force=t}),n.choices({id:"role",legend:"role-legend",options:Hn.map(t=>({value:t,label:`role-${t}`})),value:e.role,write:t=>e.role=t}),n.field({id:"who",label:"who-label",hint:"who-hint",value:e.who,write:t=>e.who=t})]}};var ye={name:"done",title:"done-title",final:!0,body(n){let{build:e,draft:t,sent:a,sha256:o}=n,r=t.call?["done-caller","done-nothing","done-leave"]:["done-close","done-delete","done-tell","done-again","done-leave"];return[e.paragraph("done-stored"),e.heading(2,"done-next-title"),e.bullets(["done-collected","done-days",a?.codename?n.worded("done-codename"):"done-reach","done-some"]),e.heading(2,"done-now-title"),e.bullets(r),...t.call?[]:[e.heading(2,"done-hash-title"),e.make("p",{class:"fingerprint",id:"sha256"},o),e.paragraph("done-hash")]]},buttons:[["leave","leave-button"]]};var Vn=255;async function Oe(n){if(n.size===0)return"file-empty";try{let e=await n.slice(0,1).arrayBuffer(),t=await n.slice(n.size-1,n.size).arrayBuffer();return e.byteLength===1&&t.byteLength===1?null:"file-changed"}catch{return"file-unreadable"}}function De(n){let e=new TextEncoder().encode(n).length;return e>=1&&e<=Vn&&!/[/\\]/.test(n)&&!Ne.test(n)&&n!=="."&&n!==".."}async function Tt(n,e){let t=[];for(let a of e)if(n==="bad-name")De(a.name)||t.push({text:"file-bad-name",about:a.name,field:"keep-names"});else{let o=await Oe(a);o&&t.push({text:o,about:a.name,field:"files"})}return t.length>0?t:[{text:`${n}-some`,field:"files"}]}var Zn=999,Et={name:"evidence",title:"evidence-title",body(n){let{build:e,draft:t,room:a}=n,o=e.make("input",{type:"file",id:"files",multiple:!0,autocomplete:"off","aria-describedby":"files-hint"}),r=e.make("div",{id:"file-list"}),i=e.tick({id:"keep-names",label:"names-label",hint:"names-hint",checked:t.keepNames,write:d=>{t.keepNames=d,a.ask()}}),s=a.line("room");return n.adding=0,o.addEventListener("change",async()=>{let d=[...o.files];o.value="",n.adding+=1,await Jn(n,d,()=>o.isConnected),o.isConnected&&(n.adding-=1,Re(n,r))}),Re(n,r),a.ask(),[e.paragraph("evidence-why"),e.bullets(["evidence-carry","evidence-retype","evidence-paper","evidence-original","evidence-search"]),e.make("div",{class:"field"},e.make("label",{for:"files"},e.say("span","files-label")," ",e.say("span","field-optional")),e.paragraph("files-hint",void 0,{id:"files-hint",class:"hint"}),o),r,i,s,e.paragraph("room-why",void 0,{class:"hint"})]},check({draft:n,adding:e}){return e>0?[{text:"files-looking",field:"files"}]:(n.keepNames?n.files.filter(a=>!De(a.name)):[]).map(a=>({text:"file-bad-name",about:a.name,field:"keep-names"}))}};async function Jn(n,e,t){let a=[],o=0;for(let r of e){let i=n.draft.files.length===Zn?"too-many-files-some":await Oe(r);if(!t())return;i?a.push({text:i,about:r.name,field:"files"}):o=n.draft.files.push(r)}n.touched(),n.room.ask(),a.length>0?n.errors.show(a):n.errors.clear(),o>0&&n.aloud("files-count",{n:n.draft.files.length})}function Re(n,e){let{build:t,draft:a,amounts:o}=n,r=a.files.map((i,s)=>{let d=t.foreign(i.name);d.id=`file-${s}`;let u=t.button("remove","files-remove",{class:"plain",id:`remove-${s}`,"aria-describedby":d.id});u.addEventListener("click",()=>{a.files.splice(s,1),Re(n,e),n.room.ask(),n.errors.clear(),n.aloud("files-count",{n:a.files.length});let c=Math.min(s,a.files.length-1);t.document.getElementById(c<0?"files":`remove-${c}`)?.focus()});let l=t.say("span","files-size",c=>({size:o.size(c,i.size)}));return t.make("li",{},d," ",l," ",u)});r.length===0?e.replaceChildren(t.paragraph("files-none")):e.replaceChildren(t.paragraph("files-count",{n:r.length}),t.make("ul",{class:"files"},r))}function fe(n){let{build:e}=n,t=()=>Be(n);return[e.field({id:"codename",label:"quote-label",hint:"quote-hint",optional:!1,rows:3,value:"",write:t}),e.make("div",{id:"proposal"})]}async function we(n,e){return xt(n,t=>t.readCodename(n.build.document.getElementById("codename").value,e))}async function me(n,e){return xt(n,t=>t.acceptProposal(e))}function pe(n){let e=n.build.document.getElementById("codename");e&&(e.value=""),Be(n)}function Be({build:n}){n.document.getElementById("proposal")?.replaceChildren()}async function xt(n,e){let{build:t,page:a,language:o,status:r}=n;Be(n),r("codename-moment");let i;try{await a.core(),i=await e(n.sealing),i.fault===null&&await n.sealing.openConversation()}catch{return a.lose(),[{text:"codename-stopped",field:"codename"}]}if(i.fault===null)return[];o.hush(t.document.getElementById("status"));let s=[{text:`codename-${i.fault}`,values:{at:i.at??0},field:"codename"}],d=t.document.getElementById("proposal");if(i.word&&d){let u={word:i.word,place:i.place};s.push({text:"codename-meant",values:u}),d.replaceChildren(t.paragraph("codename-meant",u,{id:"proposed"}),t.make("p",{},t.button("accept","accept-button",{"aria-describedby":"proposed"})))}return s}var Nt={name:"quote",title:"quote-title",body(n){return[n.build.paragraph(n.worded("quote-why")),...fe(n),n.build.paragraph("quote-lost")]},ask(n){return n.conversation.followUp&&n.draft.moveOn(),n.conversation.reset(),we(n)},accept:n=>me(n),took({conversation:n,draft:e}){e.moveOn(),n.reset(),n.hold(),n.followUp=!0},left:pe};var x={name:"start",title:"report-title",heading:"start-title",level:3,plain:!0,body(n){let{build:e,draft:t}=n;return[e.bullets(["start-memory","start-skip","start-time","start-together","start-replies"]),e.heading(3,"start-safe-title"),e.bullets(["start-device","start-search","start-alone","start-retype","start-original"]),e.make("div",{id:"start-card"}),e.tick({id:"call",label:"call-label",hint:"call-hint",checked:t.call,write:a=>t.call=a}),e.make("p",{class:"buttons"},e.button("start","start-button")," ",e.button("replies","replies-button"))]},ready(n){n.build.document.getElementById("start-card")?.replaceChildren(n.build.heading(3,"start-key-title"),...Pe(n))}};function Pe(n){let{build:e}=n,{card:t}=n.desk;return[e.paragraph("key-words"),e.make("p",{class:"fingerprint",lang:"en",translate:"no"},t.fingerprint),e.paragraph("key-compare"),e.paragraph("key-card",a=>({number:n.amounts.count(a,t.number),first:n.amounts.day(a,t.first),last:n.amounts.day(a,t.last)})),t.demo?e.paragraph("key-demo",void 0,{class:"alarm"}):null].filter(Boolean)}var Mt={name:"readers",title:"readers-title",body(n){let{build:e,draft:t,desk:a}=n,o=a.card.units.map(r=>e.tick({id:`unit-${r.name}`,text:e.foreign(r.title),checked:!t.leftOut.has(r.name),write:i=>{i?t.leftOut.delete(r.name):t.leftOut.add(r.name)}}));return[e.paragraph("readers-who"),e.make("fieldset",{id:"units","aria-describedby":"units-hint"},e.make("legend",{},e.say("span","readers-legend")),e.paragraph(o.length>1?"readers-hint":"readers-hint-one",void 0,{id:"units-hint",class:"hint"}),o),$t(n)?he(n,"earlier-hint"):null,n.conversation.followUp&&n.conversation.sets.length>1?e.paragraph("earlier-several",void 0,{id:"earlier-several"}):null,e.heading(2,"kept-title"),e.bullets(["kept-drop","kept-units"]),e.heading(2,"key-title"),Pe(n)]},check(n){let{draft:e,desk:t}=n,a=t.card.units[0].name,o=e.units(t.card).length===0?[{text:"readers-missing",field:`unit-${a}`}]:[];return $t(n)?[...o,...ce(n)]:o}};function $t({conversation:n,desk:e}){return n.followUp&&n.sets.length===0&&e.card.units.length>1}var St=({conversation:n})=>({again:!n.lost}),At={name:"repeat",title:"repeat-title",instead({conversation:n}){return n.ready?"check":n.drawn||n.lost?null:"codename"},body(n){let e=n.conversation.lost?"repeat-lost":n.worded("repeat-why");return[n.build.paragraph(e),...fe(n)]},ask:n=>we(n,St(n)),accept:n=>me(n,St(n)),took({conversation:n}){n.hold()},left:pe,buttons:[["continue","check-send"]]};var Xn=64*1024,It=300,Qn=4,ge={"tus-resumable":"1.0.0"},ea=n=>n===507||n<500&&![408,423].includes(n),ta=/^\/uploads\/[A-Za-z0-9_-]{22}$/,j=class extends Error{},be=class{#e;#t;#a=new AbortController;#o;#r=null;#i=null;#n=!1;#s=!1;constructor(e,t){this.#e=e,this.#t=t,this.#o=new O(e,this.#a.signal,a=>t.waiting(a))}get signal(){return this.#a.signal}get doubtful(){return this.#n||this.#s}insist(e){return this.#o.insist(e)}now(){this.#o.now()}async send(e){for(let t=1;;t+=1){this.#i=e();try{await this.#i.ready,this.#t.sized(this.#i.len);let a=await(this.#i.len<=Xn?this.#u():this.#g());return this.#r=null,a}catch(a){if(this.#i.cancel(),this.#d(30),!(a instanceof j))throw a;if(t===Qn)throw new I;this.#t.anew()}}}cancel(){this.#a.abort(),this.#i?.cancel(),this.#d(30)}#d(e){let t=this.#r;this.#r=null,t&&$(this.#e,"DELETE",t,{headers:ge,seconds:e,keepalive:!0}).catch(()=>{})}async#u(){let e=new Uint8Array(this.#i.len),t;do t=await this.#i.next(),e.set(new Uint8Array(t.bytes),t.offset);while(!t.last);let a={"content-type":"application/age"},o=()=>$(this.#e,"POST","/reports",{headers:a,body:e,signal:this.signal,seconds:It}),r=await this.#o.insist(()=>this.#w(o));if(na(r.body)!==t.sha256)throw new I;return this.#t.sent(e.length),t.sha256}async#w(e){this.#n=!0;try{return await e()}catch(t){throw this.#s||=!(t instanceof k&&ea(t.status)),t}finally{this.#n=!1}}async#g(){this.#r=await this.#o.insist(()=>this.#l());let e=await this.#i.next();for(;;){let t=e.last?null:this.#i.next();if(t?.catch(()=>{}),await this.#k(e),e.last)return e.sha256;e=await t}}async#l(){let e={...ge,"upload-length":String(this.#i.len)},a=(await $(this.#e,"POST","/uploads",{headers:e,signal:this.signal})).header("location")??"";if(!ta.test(a))throw new I;return a}async#k(e){let t=e.offset+e.bytes.byteLength,a=e.offset;for(;a<t;){let o=a,r=!1;try{let i=()=>this.#h(e,a);a=this.#m(await(e.last?this.#w(i):i()),e)}catch(i){r=!(i instanceof k&&i.status===409),r&&await this.#f(i),a=await this.#y(e)}a>o?this.#o.calm():r||await this.#o.bear(new R),this.#t.sent(a)}}async#h(e,t){let a={...ge,"content-type":"application/offset+octet-stream","upload-offset":String(t)},o=new Uint8Array(e.bytes,t-e.offset),r=await $(this.#e,"PATCH",this.#r,{headers:a,body:o,signal:this.signal,seconds:It});return X(r.header("upload-offset"))}async#y(e){for(;;)try{let t=await $(this.#e,"HEAD",this.#r,{headers:ge,signal:this.signal});return this.#m(X(t.header("upload-offset")),e)}catch(t){await this.#f(t)}}async#f(e){if(e instanceof k&&e.status===404)throw this.#r=null,this.#s?new I:new j;await this.#o.bear(e)}#m(e,t){if(e===null||e<t.offset||e>t.offset+t.bytes.byteLength)throw new j;return e}};function na(n){try{return JSON.parse(new TextDecoder().decode(n)).sha256}catch{return null}}var Ct=4,aa=2<<20,oa=5e3,K={name:"sending",title:"sending-title",final:!0,busy:!0,body({build:n}){let e=n.make("progress",{id:"progress",max:1,value:0});return n.language.label(e,"aria-label","sending-bar"),[n.paragraph("sending-stay"),n.paragraph("sending-card",void 0,{id:"stage"}),e,n.make("p",{id:"amount"}),n.make("p",{id:"left"}),n.make("p",{id:"renewed"})]},buttons:[["cancel","cancel-button","plain"],["retry","retry-button"]],enter(n){n.sending?.drop(),n.broken=!1,n.sending=new Ge(n),n.sending.run()}},Ge=class{#e;#t;#a=0;#o=0;#r=null;#i=0;#n=!1;constructor(e){this.#e=e,this.#t=new be(e.net,{sized:t=>this.#u(t),sent:t=>this.#w(t),waiting:t=>this.#g(t),anew:()=>this.#f("sending-anew")}),this.#b("retry",!1)}async run(){let e=this.#e;try{if(await e.page.core(),this.#n)return;if(e.boards.busy){if(this.#f("sending-boards"),await e.boards.settled,this.#n)return;this.#f("sending-card")}let t=await this.#t.insist(()=>P.fetch(e.net,this.#t.signal));if(await e.desk.again(t)){if(await e.boards.move(e.sealing),e.desk.readersChanged)return e.draft.leaveOut(e.desk.card,[]),e.conversation.renamed(),this.#h("readers",[{text:"readers-renewed",field:"units"}]);e.language.say(this.#c("renewed"),"sending-renewed",{number:e.desk.card.number}),e.aloud("sending-renewed",{number:e.desk.card.number})}if(e.draft.units(e.desk.card).length===0)return this.#h("readers",[{text:"readers-missing",field:"units"}]);this.#f("sending-sealing");let a=await this.#t.send(()=>this.#s());if(this.#n)return;this.#n=!0,e.page.finished(a)}catch(t){this.#n||await this.#l(t)}}#s(){let{draft:e,desk:t,language:a,sealing:o,conversation:r}=this.#e;return o.seal({answers:e.answers(a.tag),units:e.units(t.card),files:e.files,keepNames:e.keepNames,conversation:r.sealed()})}cancel(){this.drop(),this.#e.page.back("check"),this.#e.status(this.#e.doubt?"cancelled-doubtful":"cancelled")}drop(){this.#d(),this.#n=!0,this.#t.cancel()}#d(){this.#e.doubt||=this.#t.doubtful}retry(){this.#n?this.#e.page.show("sending"):this.#t.now()}#u(e){this.#a=e,this.#r=this.#e.net.now(),this.#c("progress").max=e,this.#f("sending-sending"),this.#w(0)}#w(e){if(this.#n)return;this.#o=e;let{language:t,amounts:a,net:o}=this.#e;this.#c("progress").value=e;let r=d=>({sent:a.size(d,e),len:a.size(d,this.#a)});t.say(this.#c("amount"),"sending-amount",r);let i=o.now()-this.#r;if(e>=aa&&i>=oa&&e<this.#a){let d=(this.#a-e)/e*(i/1e3);t.say(this.#c("left"),"sending-left",u=>({time:a.stretch(u,d)}))}else t.hush(this.#c("left"));let s=Math.floor(e/this.#a*Ct);s>this.#i&&s<Ct&&this.#e.aloud("sending-amount",r),this.#i=Math.max(this.#i,s)}#g(e){if(this.#n)return;let{language:t,amounts:a}=this.#e;if(this.#b("retry",e!==null),e===null)return this.#m("sending-sending");let o=e.why&&t.has(`problem-${e.why}-title`),r=i=>({time:a.wait(i,e.seconds),why:o?i.text(`problem-${e.why}-title`):""});this.#m(o?"sending-waiting-why":this.#o>0?"sending-waiting-kept":"sending-waiting",r),e.seconds>=10&&this.#e.aloud("sending-waiting-aloud")}async#l(e){this.#d(),this.#n=!0;let t=this.#e;if(!(e instanceof E||e.code==="cancelled")){if(e instanceof Y)return t.page.stop("changed");if(e instanceof B||e.code==="card-expired")return t.page.stop("expired");switch(e.code){case"file-changed":case"file-unreadable":case"bad-name":return this.#h("evidence",await Tt(e.code,t.draft.files));case"too-large":case"too-many-files":return this.#h("evidence",[{text:`${e.code}-some`,field:"files"}]);case"text-too-long":return this.#h("what",[{text:"room-text-too-long",field:"what"}]);case"no-units":return this.#h("readers",[{text:"readers-missing",field:"units"}])}if(e instanceof k)return this.#k(e);if(e instanceof I)return this.#y([{text:"strange-title"},{text:"strange-todo"}]);t.page.broken()}}#k({problem:e,retryAfter:t}){let{language:a,amounts:o}=this.#e,r=e&&a.has(`problem-${e}-title`)?`problem-${e}`:"refused",i=[{text:`${r}-title`},{text:`${r}-todo`}];t&&i.push({text:"refused-after",values:s=>({time:o.wait(s,t)})}),this.#y(i)}#h(e,t){this.#n=!0,this.#e.page.back(e,t)}#y(e){this.#e.doubt&&e.push({text:"sending-doubtful"}),this.#m("sending-stopped"),this.#e.language.hush(this.#c("left")),this.#b("retry",!0),this.#e.errors.show(e)}#f(e,t){this.#n||(this.#m(e,t),this.#e.aloud(e,t))}#m(e,t){this.#e.language.say(this.#c("stage"),e,t)}#b(e,t){let a=this.#e.page.main.querySelector(`#candour [data-action="${e}"]`);a&&(a.hidden=!t)}#c(e){return this.#e.build.document.getElementById(e)}};var Ot={name:"what",title:"what-title",body(n){let{build:e,draft:t,room:a}=n,o=a.line("room"),r=e.field({id:"what",label:"what-label",hint:"what-hint",optional:!1,rows:12,value:t.what,write:i=>{t.what=i,a.ask()},describedBy:["room"]});return[e.paragraph("what-why"),e.bullets(["what-people","what-knows","what-style","what-names","what-alone"]),r,o,e.paragraph("room-why",void 0,{class:"hint"})]},check({draft:n}){return n.what.trim()===""?[{text:"what-missing",field:"what"}]:[]}};var Dt={name:"when-where",title:"when-where-title",body({build:n,draft:e}){return[n.paragraph("when-where-why"),n.field({id:"when",label:"when-label",hint:"when-hint",value:e.when,write:t=>e.when=t}),n.field({id:"where",label:"where-label",hint:"where-hint",value:e.where,write:t=>e.where=t})]}};var ra=["public","officer","staff","volunteer","former","not-said"],Rt={name:"you",title:"you-title",body({build:n,draft:e}){return[n.choices({id:"you",legend:"you-legend",hint:"you-hint",options:ra.map(t=>({value:t,label:`you-${t}`})),value:e.you,write:t=>e.you=t}),n.field({id:"identity",label:"identity-label",hint:"identity-hint",rows:3,value:e.identity,write:t=>e.identity=t}),n.heading(2,"you-law-title"),n.paragraph("you-law"),n.paragraph("you-law-after")]}};var G=[x,Nt,bt,gt,vt,Ot,Dt,Rt,Et,Mt,q,kt,At,K,ye],T=n=>G.findIndex(e=>e.name===n);function Ye(n,e){let a=n.conversation.pending&&T(e.name)>T("thread")?"thread":e.instead?.(n);return a?Ye(n,G[T(a)]):e}var _e={name:"stopped",title:"stopped-title",final:!0,body({build:n,stop:e,written:t,doubt:a}){return[n.paragraph(`stopped-${e}`,void 0,{class:"alarm"}),n.paragraph(a&&e==="changed"?"stopped-changed-doubtful":`stopped-${e}-todo`),e==="broken"?n.bullets(["stopped-reload","stopped-safest","stopped-program"]):null,n.paragraph("stopped-nothing"),t?[n.paragraph("stopped-answers"),n.bullets(["keep-paper","keep-file"]),n.make("p",{},n.button("answers","answers-button",{class:"plain"}))]:null]},buttons:[["leave","leave-button"]]};function Bt(n){return n instanceof B||n.code==="card-expired"?"expired":n.code==="card-malformed"||n.code==="card-signature"?"card":n instanceof k?"desk":"broken"}var ke=class{#e;#t;#a;#o;#r;#i;#n;#s=x;#d=!1;#u=null;#w=!1;#g=!1;#l=new AbortController;main;constructor({window:e,net:t,texts:a,openSealing:o}){this.#e=e,this.#t=e.document;let r=new de(this.#t,a),i=new ae(this.#t,r),s=(l,c,f)=>{this.#r.className=l?"unseen":"",r.say(this.#r,c,f)},d=(l,c)=>s(!1,l,c),u=(l,c)=>s(!0,l,c);this.#n={page:this,net:t,language:r,build:i,amounts:Ee,status:d,aloud:u,draft:new ne,desk:null,sha256:null,sent:null,stop:null,broken:!1,written:!1,doubt:!1},this.#i=new te(this.#n,o,this.#l.signal),Object.defineProperty(this.#n,"sealing",{get:()=>this.#i.now}),this.#n.errors=new oe(this.#n),this.#n.room=new le(this.#n),this.#n.boards=new Q(this.#n,this.#l.signal),this.#n.conversation=new ee(this.#n),this.#n.worded=l=>this.#n.draft.call&&r.has(`${l}-call`)?`${l}-call`:l,this.#n.plan=()=>this.#x(),this.#n.touched=()=>this.#p()}begin(){let{build:e,language:t}=this.#n;this.#a=this.#t.getElementById("candour"),this.main=this.#a.closest("main"),this.#r=e.make("div",{id:"status",role:"status","aria-live":"polite"}),this.#o=e.make("div",{id:"question"}),this.#a.replaceChildren(this.#r,this.#o);let a=this.#t.getElementById("language"),o=()=>a?.checked?"cy":"en";return a?.addEventListener("change",()=>t.use(o())),this.#t.addEventListener("click",r=>this.#f(r)),this.#a.addEventListener("input",()=>this.#p()),this.#a.addEventListener("change",()=>this.#p()),this.#e.addEventListener("popstate",r=>this.#E(r.state?.step)),this.#e.addEventListener("pagehide",()=>this.#T()),this.#e.addEventListener("pageshow",r=>{r.persisted&&this.#e.location.reload()}),this.#e.history.replaceState({step:0},""),t.use(o()),this.show("start",{focus:!1}),this.#k()}show(e,{focus:t=!0,problems:a=[],level:o}={}){let r=this.#n,{build:i,language:s,errors:d,room:u}=r;u.stop(),this.#s.left?.(r);let l=this.#s=e==="stopped"?_e:Ye(r,G[T(e)]);(l===q||l===x)&&(this.#d=!1),this.main.dataset.step=l.name,this.#v(l===x),l!==K&&s.hush(this.#r),d.clear();let c=r.worded(l.title),f=i.heading(o??l.level??1,l.heading??c);f.tabIndex=-1;let w=r.draft.call&&!l.plain&&!l.final?i.paragraph("call-mode",void 0,{class:"call"}):null,g=l.plain||l.final?null:i.button("back","back-button",{class:"plain"}),V=((typeof l.buttons=="function"?l.buttons(r):l.buttons)??(l.plain?[]:[["continue","continue-button"]])).map(([A,Z,J])=>i.button(A,Z,J?{class:J}:{})),ve=V.length>0?i.make("p",{class:"buttons"},V.flatMap(A=>[A," "])):null;this.#o.replaceChildren(...[g,d.node,f,w,...l.body(r),ve].flat(1/0).filter(Boolean)),s.prune(),s.title("report-in-title",A=>({step:A.text(c),service:A.text("report-service")})),a.length>0?d.show(a):t&&f.focus(),this.#e.scrollTo?.(0,0),l===x&&r.desk?.card&&x.ready(r),l.enter?.(r)}back(e,t=[]){this.#e.history.replaceState({step:T(e)},""),this.show(e,{problems:t}),this.#d=!["check","quote"].includes(e)}finished(e){let t=this.#n;t.sent={codename:t.conversation.sealed()!==null},t.conversation.clear(),t.boards.drop(),t.draft.clear(),t.doubt=!1,t.sha256=t.draft.call?null:e,this.#i.close(),this.#p(),this.#e.history.replaceState({step:T("done")},""),this.show("done")}core(){return this.#i.working()}lose(){this.#i.close()}broken(){let e=this.#n;this.#i.close(),e.broken=!0,this.back("check",[{text:"broken-title"},{text:e.doubt?"broken-doubtful":"broken-kept"}])}stop(e){let t=this.#n;t.sending?.drop(),t.stop=e,this.#i.close();let a=this.#s===x;t.written=!a,this.show("stopped",a?{focus:!1,level:3}:{}),a&&this.#v(!0),t.aloud(`stopped-${e}`)}leave(){this.#T(),this.#p(),this.#t.title="",this.#t.body.replaceChildren(),this.#e.location.replace("/leave")}async#k(){let e=this.#n,{net:t}=e;e.status("start-waiting");let a=new O(t,this.#l.signal,o=>o&&e.status("start-slow"));try{let o=a.insist(()=>P.fetch(t,this.#l.signal)),[r,i]=await Promise.all([o,this.#i.open()]);e.desk=new P(t,i),await e.desk.take(r)}catch(o){if(this.#l.signal.aborted)return;this.stop(Bt(o));return}this.#l.signal.aborted||(e.boards.fetch(),e.status("start-ready"),this.#s===x&&x.ready(e),this.#u&&this.#h(this.#u))}#h(e){let{conversation:t,desk:a,draft:o}=this.#n;if(!a?.card){this.#u=e,this.#n.status("start-soon");return}e==="about"&&t.followUp&&(t.clear(),o.moveOn(),this.#p()),this.#y(e)}#y(e){this.#e.history.pushState({step:T(e)},""),this.show(e)}#f(e){let t=e.target.closest?.("[data-action], [data-change]");t&&(t.dataset.action==="leave"?(e.preventDefault(),this.leave()):this.#a.contains(t)&&this.#m(t))}#m({dataset:e}){if(e.change){this.#y(e.change),this.#d=!0;return}switch(e.action){case"start":return this.#h("about");case"replies":return this.#h("quote");case"continue":case"send":case"follow-up":return this.#b();case"accept":return this.#c(this.#s.accept);case"boards":return this.#s.again(this.#n);case"named":return this.#s.named(this.#n);case"without":return this.#n.conversation.decline(),this.#y("sending");case"back":return this.#e.history.back();case"cancel":return this.#n.sending?.cancel();case"retry":return this.#s===q?this.#b(!0):this.#n.sending?.retry();case"answers":return this.back("check")}}#b(e=!1){let t=this.#s,a=t.check?.(this.#n)??[];if(a.length>0)return this.#n.errors.show(a);if(t.ask)return this.#c(t.ask);this.#y(this.#d?"check":t.next?.(this.#n,e)??G[T(t.name)+1].name)}async#c(e){if(this.#w)return;this.#w=!0;let t=this.#s;this.#n.errors.clear();let a=await e(this.#n);if(this.#w=!1,!(this.#s!==t||this.#l.signal.aborted)){if(a.length>0)return this.#n.errors.show(a);t.took(this.#n),this.#p(),this.#y(G[T(t.name)+1].name)}}#E(e){let t=this.#s;if(t===K)return this.#e.history.pushState({step:T("sending")},""),this.#n.status("sending-back");if(t===_e||t===ye)return this.#e.history.pushState({step:0},"");let a=Number.isInteger(e)&&e>=0&&e<T("sending")&&this.#n.desk?.card;this.show(a?G[e].name:"start")}#v(e){for(let t=this.#a;t&&t!==this.main;t=t.parentElement)for(let a of t.parentElement.children)a!==t&&!a.classList.contains("banner")&&(a.hidden=!e)}async#x(){let{sealing:e,draft:t,language:a,desk:o,conversation:r}=this.#n,i=await e.describe(t.files,t.keepNames),s=t.units(o.card);return e.plan({answers:t.answers(a.tag),units:s.length>0?s:[o.card.units[0].name],files:i,conversation:r.sealed()})}#p(){let e=this.#n.draft.touched;e!==this.#g&&(this.#g=e,e?this.#e.addEventListener("beforeunload",Pt):this.#e.removeEventListener("beforeunload",Pt))}#T(){let e=this.#n;this.#l.abort(),e.room.stop(),e.sending?.drop(),this.#s.left?.(e),e.conversation.clear(),e.boards.drop(),this.#i.close(),e.draft.clear(),e.draft.call=!1,e.doubt=!1,e.sha256=null,e.sent=null;for(let t of this.#t.querySelectorAll("#candour input, #candour textarea"))t.value="",t.checked=!1;this.#o.replaceChildren(),e.language.hush(this.#r),e.language.prune()}};function Pt(n){n.preventDefault(),n.returnValue=""}var ia=new Map([[1,"card-malformed"],[2,"card-signature"],[3,"card-expired"],[4,"file-changed"],[6,"too-large"],[7,"text-too-long"],[8,"too-many-files"],[9,"bad-name"],[10,"no-units"]]),C=class n extends Error{constructor(e){super(e),this.name="Fault",this.code=e}static of(e){return new n(ia.get(-e)??"broken")}static codeOf(e){return e instanceof n?e.code:"broken"}};var sa="/seal.js",[H,Le]=[0,1];async function Gt(n=()=>new Worker(sa)){let e=new We(n);try{return await e.open(),e}catch(t){throw e.close(),t}}var We=class{#e;#t=[];#a=new Map;#o=0;#r=null;#i=!1;level;constructor(e){this.#e=e}async open(){this.#n(),this.#t[H].postMessage({role:"seal"});let{level:e,module:t}=await this.#s("open");this.level=e,this.#n(),await this.#s(void 0,{role:"hash",module:t},Le)}card(e,t){return this.#s("card",{bytes:e,today:t})}describe(e,t){return this.#s("describe",{files:[...e],keepNames:t})}newCodename(){return this.#s("newCodename")}readCodename(e,{again:t=!1}={}){return this.#s("readCodename",{typed:e,again:t})}acceptProposal({again:e=!1}={}){return this.#s("acceptProposal",{again:e})}openConversation(){return this.#s("openConversation")}forgetCodename(){return this.#s("forgetCodename")}board(e,t){return this.#s("board",{name:e,bytes:t},H,[t])}thread(e=null){return this.#s("thread",{units:e})}plan({answers:e,units:t,files:a,conversation:o=null}){return this.#s("plan",{request:{answers:e,units:t,files:a,conversation:o}})}seal({answers:e,units:t,files:a,keepNames:o,conversation:r=null}){if(this.#r&&!this.#r.over)throw new C("broken");let i=this.#o+=1,s={answers:e,units:t,files:[...a],keepNames:!!o,conversation:r},d=this.#s("seal",{job:i,request:s});return this.#r=new Ue(i,d,u=>this.#t[H]?.postMessage({ask:u})),this.#r}close(){this.#u(new C("cancelled")),this.#t[H]?.postMessage({ask:"close"}),this.#t[Le]?.terminate(),this.#t=[]}#n(){let e=this.#e();e.onmessage=({data:t})=>this.#d(t),e.onerror=t=>{t.preventDefault?.(),this.#u(new C("broken"))},this.#t.push(e)}#s(e,t={},a=H,o=[]){if(this.#i)return Promise.reject(new C("broken"));let r=this.#o+=1,i=new Promise((s,d)=>this.#a.set(r,{resolve:s,reject:d}));return this.#t[a].postMessage({id:r,ask:e,...t},o),i}#d({id:e,job:t,value:a,fault:o,part:r,hashed:i}){if(t!==void 0){if(this.#r?.id!==t)return;r&&!i?this.#t[Le]?.postMessage({job:t,part:r},[r.bytes]):this.#r.hear(r,o);return}let s=this.#a.get(e);this.#a.delete(e),o?s?.reject(new C(o)):s?.resolve(a)}#u(e){this.#i=!0;for(let{reject:t}of this.#a.values())t(e);this.#a.clear(),this.#r?.hear(null,e.code)}},Ue=class{#e;#t=[];#a=null;#o=()=>{};#r=null;#i=!1;id;len=0;ready;constructor(e,t,a){this.id=e,this.#e=a,this.ready=t.then(({len:o})=>{this.len=o},o=>{throw this.hear(null,o.code),o}),this.ready.catch(()=>{})}get over(){return this.#i}get part(){return this.#r}async next(){if(this.#r?.last)return null;for(this.#r=null,await this.ready.catch(()=>{});this.#t.length===0;){if(this.#a)throw new C(this.#a);await new Promise(e=>this.#o=e)}return this.#r=this.#t.shift(),this.#i||this.#e("more"),this.#r}cancel(){this.#r?.last||(this.hear(null,"cancelled"),this.#t=[])}hear(e,t){t?(this.#a??=t,this.#i||this.#e("cancel"),this.#i=!0):e&&!this.#a&&(this.#t.push(e),this.#i||=e.last),this.#o()}};var da={en:[Je,Xe,Ze,Ve],cy:[Ke,He,je,qe]},la={fetch:(n,e)=>window.fetch(n,e),setTimeout:(n,e)=>window.setTimeout(n,e),clearTimeout:n=>window.clearTimeout(n),now:()=>Date.now(),random:()=>Math.random()};document.getElementById("candour")&&new ke({window,net:la,texts:da,openSealing:Gt}).begin();
