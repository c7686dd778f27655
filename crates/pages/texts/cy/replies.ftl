# Yr enw cod, atebion a negeseuon dilynol, ac adroddiadau dros alwr.

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
