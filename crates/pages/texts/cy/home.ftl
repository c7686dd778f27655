# Y dudalen gyntaf, i bawb, gyda sgriptiau neu hebddynt.

home-what = Yma gallwch roi gwybod am swyddogion heddlu, staff yr heddlu a gwirfoddolwyr yr heddlu yr amheuir eu bod yn llwgr neu'n cam-drin yn ddifrifol. Gall aelodau o'r cyhoedd a phobl sy'n gweithio i'r heddlu ei ddefnyddio. Nid oes rhaid i chi ddweud pwy ydych chi.
home-sealed = Mae eich adroddiad yn cael ei selio ar eich cyfrifiadur eich hun cyn ei anfon. Dim ond y ffeil wedi'i selio y mae'r gweinydd hwn yn ei chadw, ac ni all ei hagor.
home-go = Mynd at yr adroddiad

home-expired-title = Mae cerdyn desg y gwasanaeth hwn wedi dod i ben.
home-expired = Peidiwch â selio dim ag ef. Dewch yn ôl ymhen ychydig ddyddiau, neu defnyddiwch un o'r ffyrdd eraill ar y dudalen hon.

home-kinds-title = Ar gyfer beth mae'r gwasanaeth
home-kinds = Pum math o fater:
home-kind-influence = rhoi gwybodaeth neu ddylanwad yn gyfnewid am arian neu ffafrau
home-kind-advantage = defnyddio swydd yn yr heddlu er mantais bersonol, ariannol neu fel arall
home-kind-boundaries = croesi ffiniau proffesiynol, neu gamddefnyddio'r swydd at ddibenion rhywiol
home-kind-partner = cam-drin neu reoli partner, neu rywun y mae ganddynt berthynas â nhw
home-kind-hate = ymddygiad hiliol, homoffobig, misogynistaidd neu sy'n gwahaniaethu yn erbyn pobl anabl, ar ddyletswydd neu beidio, wyneb yn wyneb neu ar-lein
home-kinds-else = Ar gyfer unrhyw beth arall defnyddiwch un o'r ffyrdd eraill.

home-ways-title = Ffyrdd eraill
home-phone-emergency = Perygl yn awr
home-phone-reporting-line = Llinell yr heddlu i roi gwybod am lygredd a cham-drin, sy'n cymryd yr un adroddiadau dros y ffôn
home-phone-anonymous-crime = Trosedd, yn ddienw
home-phone-crime = Trosedd yn gyffredinol, hefyd ar wefan yr heddlu
home-phone-police-conduct = Swyddfa Annibynnol Ymddygiad yr Heddlu
home-phone-whistleblowing-advice = Protect, cyngor i chwythwyr chwiban
home-ways-complaint = Os ydych yn anfodlon â'r hyn a wnaeth yr heddlu i chi, defnyddiwch drefn gwyno'r heddlu.
home-ways-iopc = Mae Swyddfa Annibynnol Ymddygiad yr Heddlu yn cymryd adroddiadau gan bobl sy'n gweithio i'r heddlu. Mae'r gyfraith yn ei henwi at hynny.
home-ways-advice = Mae Protect yn cynghori chwythwyr chwiban. Gall eich undeb, eich cymdeithas staff neu gyfreithiwr eich cynghori hefyd.

home-readers-title = Pwy all ei ddarllen, a beth sy'n cael ei gadw
home-readers = Dim ond yr unedau a enwir yma all agor adroddiad, ar gyfrifiadur nad yw byth wedi'i gysylltu â rhwydwaith. Ym mhob uned dim ond y bobl sy'n dal ei hallweddi all wneud hynny. Os yw'r adroddiad yn ymwneud ag un o'r unedau hyn, gallwch ei gadael allan.
home-kept = Mae'r gweinydd hwn yn cadw'r ffeil wedi'i selio, ei maint a'r diwrnod. Nid yw'n cadw cyfeiriad, amser nac enw ffeil. Mae'r ffeil wedi'i selio yn aros yma nes i'r gwasanaeth gael ei glirio. Mae atebion ar fyrddau y mae pawb yn eu llwytho'n gyfan, felly nid yw'r gweinydd hwn yn dysgu i bwy y maent. Mae'r unedau'n cadw'r hyn a agorwyd ganddynt cyhyd ag y mae eu rheolau ar wybodaeth yr heddlu yn ei ddweud.

home-safe-title = Cyn i chi ddechrau
home-safe-device = Peidiwch â defnyddio dyfais, ffôn, rhwydwaith, cyfrif na VPN o'r gwaith, a pheidiwch â gwneud hyn ger y gwaith. Gwell peidio gartref chwaith.
home-safe-machine = Mae gliniadur yn fwy diogel na ffôn, a Tails yw'r mwyaf diogel. Mynnwch Tor Browser gan y Tor Project ac nid o unman arall.
home-safe-level = Gosodwch lefel ddiogelwch Tor Browser yn gyntaf. Mae pob lefel yn gweithio yma; Safest yw'r fwyaf diogel.
home-safe-read = Darllenwch am hyn i gyd yn Tor Browser hefyd. Peidiwch â gwneud nod tudalen na chydamseru.
home-safe-search = Peidiwch â chwilio systemau'r heddlu am dystiolaeth. Maent yn cofnodi pwy edrychodd ar beth.
home-safe-knows = Gofynnwch i chi'ch hun pwy arall sy'n gwybod hyn. Gadewch i amser fynd heibio rhwng y digwyddiad, neu gyfarfod, a'ch adroddiad.
home-safe-files = Mae ffeiliau'n cario enwau, dyddiadau, lleoedd, dyfeisiau a fersiynau cynharach. Mae ailddeipio'n fwy diogel nag anfon. Mae tudalennau wedi'u hargraffu yn cario dotiau, mae lluniau'n dangos y ddyfais, a gall dogfen fod wedi'i marcio ar gyfer pob darllenydd.
home-safe-original = Peidiwch â newid gwreiddiol a all fod yn dystiolaeth.
home-safe-words = Gall arddull, geiriau am reng, ac iaith ddangos pwy ysgrifennodd. Peidiwch ag enwi neb nad ydych yn dewis ei enwi. Unwaith i chi ddweud pwy ydych chi, ni allwch ei dynnu'n ôl.
home-safe-codename = Cadwch enw cod yn eich pen. Os na allwch, ysgrifennwch ef ar bapur heb ddim arall arno, a chadwch hwnnw lle nad oes dim yn ei gysylltu â chi.
home-safe-after = Wedyn dilëwch unrhyw ffeil a wnaethoch, a chaewch Tor Browser neu dewiswch New Identity. Dewch yn ôl yn anaml ac nid ar adegau rheolaidd. Peidiwch â dweud wrth neb eich bod wedi rhoi gwybod.

home-key-title = Gwiriwch yr ôl bys
home-key = Mae deg gair yn ôl bys cerdyn desg y gwasanaeth hwn:
home-key-vouch = Ni all tudalen dystio i'w hallwedd ei hun.
home-key-compare = Cymharwch y deg gair hyn, a chyfeiriad y dudalen hon, â'r ddau le y tu allan i'r gwasanaeth hwn lle mae'r unedau yn eu cyhoeddi. Os oes unrhyw beth yn wahanol, gadewch.
home-key-card = Mae cerdyn { $number } yn ddilys o { $first } i { $last }.
home-key-whole = Y cerdyn cyfan wedi'i lofnodi
home-key-program = Mae'r rhaglen candour-source yn gwirio'r cerdyn i chi, a chyda “verify-page” y dudalen gyfan hon.

home-next-title = Beth sy'n digwydd nesaf
home-next-collected = Tua unwaith y dydd mae adroddiadau wedi'u selio yn cael eu casglu a'u cario i'r unedau.
home-next-days = O fewn 7 diwrnod i'w gasglu dylai uned nodi bod eich adroddiad ganddi. O fewn 3 mis dylai ddweud beth a wnaed.
home-next-reach = Os cymeroch enw cod, neu os rhoesoch allwedd o'ch eiddo eich hun yn yr adroddiad, gallwch ddod yn ôl i'r dudalen hon, darllen yr hyn y mae uned wedi'i ysgrifennu atoch, ac ysgrifennu eto. Mae ateb yn aros yma am o leiaf ddau fis. Mae enw cod a gawsoch dros y ffôn yn gweithio yma hefyd.
home-next-lost = Ni all neb adfer enw cod nac allwedd a gollwyd, ac ni all neb ddirymu un y mae rhywun arall wedi'i weld. Os ydych wedi colli eich un chi, neu os gall rhywun fod wedi'i weld, rhowch wybod eto ag un newydd.
home-next-some = Mae rhai adroddiadau'n dod yn gudd-wybodaeth yn unig. Yna efallai na welir dim yn digwydd.

home-limits-title = Beth na all hyn ei wneud
home-limits-watched = Ni all eich diogelu rhag dyfais sy'n cael ei gwylio, camera, marciau mewn dogfen wedi'i hargraffu neu ei chopïo, na stori na allai ond un person ei hadrodd.
home-limits-tor = Gall pwy bynnag sy'n gwylio eich cysylltiad weld eich bod yn defnyddio Tor, pryd, a thua faint rydych yn ei anfon.
home-limits-size = Mae gan ffeil wedi'i selio un o ychydig feintiau. Mae'r gweinydd hwn yn gweld pa un.
home-limits-page = Gallai rhywun sy'n meddiannu'r gweinydd hwn anfon sgriptiau ffug atoch, sy'n darllen yr hyn a deipiwch, neu ddangos allweddi a gorchmynion ffug i chi, ar lefel Safest hefyd. Dim ond y rhaglen candour-source sy'n cymharu'r allweddi â'r ôl bys.
home-limits-law = Mae'r gyfraith yn amddiffyn gweithwyr, swyddogion heddlu yn eu plith, sy'n cael eu trin yn wael am roi gwybod. Ar ôl adroddiad dienw gall fod yn anoddach hawlio'r amddiffyniad hwnnw. Nid yw aelodau o'r cyhoedd wedi'u cynnwys ynddo.

home-report-title = Gwneud adroddiad
home-waiting = Mae'r cwestiynau'n agor yma pan fydd eu rhaglen wedi cyrraedd. Drwy Tor gall hynny gymryd munud.
home-waiting-long = Os na ddaw dim, ail-lwythwch y dudalen unwaith. Os na ddaw o hyd, gosodwch y lefel ddiogelwch ar Safest: yna mae'r dudalen hon yn dangos ffordd heb sgriptiau. Neu defnyddiwch un o'r ffyrdd eraill.
