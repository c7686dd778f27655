# Y ffordd heb sgriptiau, a ddangosir dim ond lle mae sgriptiau wedi'u diffodd.

safest-off = Mae sgriptiau wedi'u diffodd, felly ni all y dudalen hon selio adroddiad i chi. Nid oes maes testun yma: byddai beth bynnag a deipiech yn gadael eich cyfrifiadur heb ei selio. Seliwch yr adroddiad eich hun mewn tri cham.
safest-need = Mae angen y rhaglenni tar ac age arnoch. Mae'r ddwy yn becynnau yn Tails a Debian.
safest-program = Mae'r rhaglen candour-source yn gwneud camau 1 a 2 i chi. Mae hefyd yn cuddio'r maint yn well, yn gallu gadael uned allan, ac yn diogelu rhag cyfrifiaduron cwantwm.
safest-pack = Rhowch eich testun, ac unrhyw ffeiliau, mewn ffolder o'r enw “report”. Paciwch y ffolder:
safest-seal = Seliwch y pecyn. Copïwch y gorchymyn cyfan:
safest-send = Dewiswch y ffeil report.age isod a'i hanfon. Dewiswch ffeil yr ydych wedi'i selio yn unig: mae'r porwr yn ei hanfon cyn y gall neb ei gwirio.
safest-file = Adroddiad wedi'i selio (report.age)
safest-button = Anfon yr adroddiad wedi'i selio
safest-shows-title = Beth mae'r ffordd hon yn ei ddangos
safest-shows-name = Mae'r ffurflen yn anfon y ffeil a'i henw. Mae'r enw'n cael ei daflu heb ei ddarllen, ond dewiswch un nad yw'n dweud dim.
safest-shows-size = Mae'r gweinydd yn gweld maint y ffeil wedi'i selio. Wedi'u pacio fel uchod, mae pob adroddiad hyd at tua 45 cilobeit yr un maint, a rhai mwy yn lluosrif o 48 KiB.
safest-shows-count = Mae dechrau'r ffeil yn dangos i sawl allwedd y mae wedi'i selio. Mae gan y gorchymyn yr un nifer i bawb. Copïwch y cyfan.
safest-shows-hand = Mae'r ffeil yn dangos iddi gael ei selio â llaw.
safest-delete = Wedyn dilëwch y ffolder a'r ddwy ffeil.
