# Yr hyn sydd o amgylch pob tudalen, a'r ddau ateb i'r ffurflen.

frame-service = Rhoi gwybod am lygredd neu gam-drin difrifol yn yr heddlu
frame-switch = Darllen yn Gymraeg
frame-leave = Gadael y dudalen hon
frame-leave-cannot = Mae gadael yn clirio'r hyn a deipioch ac yn dangos tudalen wag. Nid yw'n dileu'r ymweliad o Tor Browser: i wneud hynny, caewch Tor Browser neu dewiswch New Identity.
frame-access = Hygyrchedd
frame-home = Yn ôl i'r dudalen gyntaf
frame-danger = Os ydych mewn perygl yn awr, ffoniwch { $emergency }.
frame-demo = Arddangosiad yn unig. Mae allweddi'r gwasanaeth hwn yn gyhoeddus: gall unrhyw un ddarllen yr hyn a anfonir yma. Peidiwch byth ag anfon adroddiad go iawn.

# 24 Tachwedd 2026
frame-day = { $day } { $month ->
    [1] Ionawr
    [2] Chwefror
    [3] Mawrth
    [4] Ebrill
    [5] Mai
    [6] Mehefin
    [7] Gorffennaf
    [8] Awst
    [9] Medi
    [10] Hydref
    [11] Tachwedd
   *[12] Rhagfyr
} { $year }

# Ar ôl adroddiad a anfonwyd drwy'r ffurflen.
stored-title = Cadwyd eich adroddiad wedi'i selio
stored-safe = Mae'n ddiogel ar y gweinydd hwn ac yn aros i gael ei gasglu. Mae hynny'n digwydd tua unwaith y dydd.
stored-next = O fewn 7 diwrnod i'w gasglu dylai'r uned nodi bod eich adroddiad ganddi, ac o fewn 3 mis ddweud beth a wnaed. Os rhoesoch allwedd o'ch eiddo eich hun yn yr adroddiad, mae'r dudalen gyntaf yn dangos sut i ddarllen llythyrau atoch. Mae rhai adroddiadau'n dod yn gudd-wybodaeth yn unig.
stored-hash = Hash SHA-256 y ffeil a gadwyd:
stored-hash-keep = Nid oes angen i chi ei gadw.
stored-after = Yn awr dilëwch y ffolder a'r ffeiliau a wnaethoch, ond cadwch y ffeil “key” os ydych am gael ateb. Caewch Tor Browser. Peidiwch â dweud wrth neb eich bod wedi rhoi gwybod.

# Ar ôl adroddiad a wrthodwyd.
refused-title = Mae problem
refused-stored = Ni chadwyd yr adroddiad.
# Am ffeil nad yw wedi'i selio o gwbl.
refused-open = Nid oedd y ffeil a anfonoch wedi'i selio. Daeth at y gweinydd hwn mewn ffurf y gellir ei darllen, gyda'i henw.
refused-open-kept = Cuddiodd Tor o ble y daeth. Ni chadwodd y gwasanaeth ddim ohoni, ac ni ddywedodd wrth neb. Ond gallai pwy bynnag sydd wedi cipio'r gweinydd hwn fod wedi ei darllen.
refused-open-next = Os yw'r ffeil yn dangos pwy ydych chi, ystyriwch yn gyntaf a yw rhoi gwybod yma yn dal yn ddiogel i chi. Os ydyw, caewch Tor Browser neu dewiswch New Identity cyn mynd ymlaen.

# Y dudalen sydd bron yn wag. Nid yw'n enwi dim, am y gall rhywun fod yn edrych.
leave-title = Tudalen wag
leave-what = I anghofio ble buoch, caewch Tor Browser neu dewiswch New Identity.
