# Y ffordd heb sgriptiau, a ddangosir dim ond lle mae sgriptiau wedi'u diffodd.

safest-off = Mae sgriptiau wedi'u diffodd, felly ni all y dudalen hon selio adroddiad i chi. Nid oes maes testun yma: byddai beth bynnag a deipiech yn gadael eich cyfrifiadur heb ei selio. Seliwch yr adroddiad eich hun, fel a ganlyn.
safest-need = Mae angen y rhaglenni tar ac age arnoch. Mae'r ddwy yn becynnau yn Tails a Debian.
safest-program = Mae'r rhaglen candour-source yn gwneud hyn i gyd i chi. Mae hefyd yn cuddio'r maint yn well, yn gallu gadael uned allan, yn diogelu rhag cyfrifiaduron cwantwm, ac yn rhoi wyth gair i chi yn lle ffeil allwedd.
safest-letters = Rydych wedi rhoi gwybod o'r blaen, ac am ddarllen llythyrau gan yr unedau
safest-write = Rhowch eich testun, ac unrhyw ffeiliau, mewn ffolder newydd o'r enw “report”.
safest-key = Dim ond os ydych am gael ateb: gwnewch allwedd. Os oes gennych un o adroddiad cynharach, hepgorwch hyn a defnyddiwch honno.
safest-put = Rhowch ei hanner cyhoeddus yn yr adroddiad:
safest-phrase = Agorwch y ffeil newydd 0-answer.txt yn y ffolder honno, ac ychwanegwch linell sy'n dechrau ag “ymadrodd:” ac yn mynd ymlaen ag ychydig eiriau na all neb eu dyfalu. Bydd llythyrau atoch yn eu dyfynnu. Cofiwch nhw, a chadwch y ffeil “key” y tu allan i'r ffolder.
safest-pack = Paciwch y ffolder:
safest-seal = Seliwch y pecyn. Copïwch y gorchymyn cyfan:
safest-send = Dewiswch y ffeil report.age isod a'i hanfon. Dewiswch ffeil yr ydych wedi'i selio yn unig: mae'r porwr yn ei hanfon cyn y gall neb ei gwirio.
safest-file = Adroddiad wedi'i selio (report.age)
safest-button = Anfon yr adroddiad wedi'i selio
safest-shows-title = Beth mae'r ffordd hon yn ei ddangos
safest-shows-name = Mae'r ffurflen yn anfon y ffeil a'i henw. Mae'r enw'n cael ei daflu heb ei ddarllen, ond dewiswch un nad yw'n dweud dim.
safest-shows-size = Mae'r gweinydd yn gweld maint y ffeil wedi'i selio. Wedi'u pacio fel uchod, mae pob adroddiad hyd at tua 45 cilobeit yr un maint, a rhai mwy yn lluosrif o 48 KiB.
safest-shows-count = Mae dechrau'r ffeil yn dangos i sawl allwedd y mae wedi'i selio. Mae gan y gorchymyn yr un nifer i bawb. Copïwch y cyfan.
safest-shows-hand = Mae'r ffeil yn dangos iddi gael ei selio â llaw.
safest-delete = Wedyn dilëwch y ffolder, report.tar a report.age. Os gwnaethoch y ffeil “key”, cadwch hi fel y dywedir isod.

# Llythyrau at allwedd o'i heiddo ei hun.
letters-title = Darllen llythyrau gan yr unedau
letters-when = Os yw eich allwedd gyhoeddus yn eich adroddiad, gall uned ysgrifennu atoch. Mae llythyrau ar fyrddau'r unedau, ymhlith rhai ffug na all neb arall eu gwahaniaethu oddi wrthynt. Mae llythyr yn aros yno am o leiaf ddau fis. Dewch yn ôl ar ôl wythnos neu ragor, ac nid ar adegau rheolaidd.
letters-boards = Cadwch fwrdd pob uned yn y ffolder lle mae eich ffeil “key”:
letters-open = Agorwch yr hyn sydd i chi, yn y ffolder honno. Os nad oes dim, dywedir wrthych nad oes ffeil o'r fath.
letters-phrase = Chwiliwch am eich geiriau eich hun ar ôl “you wrote:”. Peidiwch â chredu llythyr hebddynt: gall pwy bynnag sydd â'ch allwedd gyhoeddus ysgrifennu atoch, ond dim ond pwy bynnag a agorodd eich adroddiad sy'n gwybod y geiriau.
letters-again = I ysgrifennu eto, gwnewch adroddiad arall â'r un ffeil “key”. Yna mae'r unedau'n gweld bod y ddau yn dod gan un person.
letters-delete = Dilëwch y byrddau a'r llythyrau:
letters-not-title = Yr hyn nad yw'r ffordd hon yn ei addo
letters-not-hidden = Nid yw age yn gwirio llofnod uned ar ei bwrdd. Gallai rhywun sy'n cipio'r gweinydd hwn guddio llythyrau rhagoch, neu ddangos hen rai i chi eto. Mae pob uned yn rhifo ei llythyrau atoch o 1: cymharwch y rhifau.
letters-not-seen = Mae'r gweinydd hwn yn gweld bod rhywun heb sgriptiau yn cadw byrddau, a'r rhan fwyaf o ymwelwyr ddim. Gyda sgriptiau, a chyda candour-source, mae pob ymweliad yn llwytho pob bwrdd. Cadwch bob un, fel nad yw eich dewis yn dweud dim.
letters-not-lost = Ni all neb adfer allwedd a gollwyd. Gwnewch un newydd, a rhowch wybod eto.
letters-not-found = Gall pwy bynnag sy'n dod o hyd i'r ffeil “key” ddarllen y llythyrau, a gweld eich bod wedi rhoi gwybod. Cadwch hi ar ddisg wedi'i hamgryptio neu yn Persistent Storage Tails, ac nid yn unman arall.
