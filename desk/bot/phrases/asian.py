"""How somebody asks for a person in Japanese, Chinese, Korean, Vietnamese, Indonesian, Thai and Tagalog. Pure table."""

# ruff: noqa: E501, RUF001  a wording is read as one line, in its own letters

from __future__ import annotations

from desk.bot.phrases.grammar import NEAR, Language

JAPANESE = Language(
    code="ja",
    person=r"人間|オペレーター?|担当者|担当の(?:方|人)|スタッフ|係の(?:方|人|者)|係員|有人|生身の人|本物の人|実際の人|エージェント|店員|社員|責任者|上司|マネージャー|専門家|受付|人の(?:方|手)|他の人|別の人|ヒト|従業員|職員|サポート(?:担当|員|スタッフ|の人)",
    anyone=r"人|誰か|だれか|どなたか|サポート|カスタマー(?:サポート|サービス|センター)?|コールセンター|窓口|お客様(?:相談)?(?:窓口|センター)",
    talk=r"話し?|はな[しす]|会話|チャット|相談|通話|お話|喋|しゃべ|問い合わせ(?:たい)|連絡(?:したい|を取|が取|取り)|やり取り|対応|応対",
    link=r"代わ|替わ|変わ(?:って|れ)|かわ(?:って|れ)|繋|つな(?:い|げ|ぐ)|転送|回して|取り次|呼|出して|出せ|切り替え|電話(?:して|ください)",
    want=r"お願い|ください|下さい|たい|欲しい|ほしい|いますか|いませんか|必要|求め|希望|いないの",
    real=r"本物の|実在の|生身の|リアル(?:な)?",
    bare=r"人間|オペレーター?|担当者|スタッフ|有人(?:対応|チャット)?|人|エージェント|サポート|カスタマーサポート|係の人",
    please=r"お願い(?:します|いたします)?|ください|下さい|早く|今すぐ|希望",
    verb_last=True,
    is_spaced=False,
    asks=(
        r"有人(?:対応|チャット|サポート|窓口)",
        r"(?:ロボット|ボット|機械|ai|チャットボット|自動応答)[^。？！]{0,12}(?:話したくない|嫌|いや|やめ|ではなく|じゃなく|でなく|じゃない|はいい|信用でき|信頼でき|不安)",
        r"(?:折り返し|電話)[^。？！]{0,6}(?:ください|お願い|ほしい|欲しい)",
    ),
    hints=(r"^\W*(?:誰か|だれか)(?:いますか|いませんか|いる)\W*$|(?:どうやって|どうすれば)[^。？！]{0,10}(?:連絡|問い合わせ)",),
    denies=(
        r"(?:必要|必要は|つもり|こと)(?:は|が)?(?:ありません|ない)|(?:話|繋|つな|転送)[^。？！]{0,5}(?:なくて(?:も)?(?:いい|大丈夫|結構)|たくない|(?<!つ)ないで)|わらなくて(?:も)?(?:いい|大丈夫|結構)|不要|(?:対応|人間|人|スタッフ|担当者|オペレーター)[はも](?:結構|要ら|いら(?!っしゃ))",
        r"(?:あなた|君|これ|そちら)(?:は|って)[^。？！]{0,10}(?:人間|ロボット|ボット|人|本物)(?:です|なの|でしょう)|(?:人間|人|ロボット)(?:です|なのです|なんです|でしょう|なの)か?[？?]|人間と話してい(?:ます|る)",
        r"話しました|(?:なる|なり(?:たい|ます)|求人|給料)|お金を|送金|母と|友達と|(?:日本|外国|大|個|他|本|一|二|三|四|何|\d)人(?!の方)|人(?:気|数|形|生|用|前|分)",
    ),
)  # fmt: skip

CHINESE = Language(
    code="zh",
    person=r"人工(?:客服|服务|服務|坐席|座席)?|真人(?:客服|服務|服务)?|真实的人|真實的人|客服人员|客服人員|客服代表|客服|专员|專員|工作人员|工作人員|活人|人类|人類|经理|經理|主管|负责人|負責人|接线员|接線員|代理(?:人)?|代表|顾问|顧問|店员|店員|管理员|管理員|值班人员|大活人",
    anyone=r"(?:一个|一個|一位|个|個|某)?人(?!民|数|數|气|氣|生|口|员工卡|脸|臉|均)|有人|谁|誰|前台|客户服务|客戶服務|技术支持|你们(?:的)?(?:人|团队)|支持",
    talk=r"(?:说|說|讲|講|聊|谈|談|对|對|通)(?:话|話|聊|一聊|谈|一下|几句|天)?|沟通|溝通|交谈|交談|交流|联系|聯繫|聯絡|联络|通话|通話|回复我|咨询|諮詢",
    link=r"转(?!账|帐|钱)|轉(?!帳|賬|錢)|接通|接入|接(?!收)|换|換|连接|連接|叫|找|呼叫|切换|安排|给我|給我|幫我|帮我",
    want=r"要|想|需要|请|請|求|希望|有没有|有沒有|能不能|可以|来(?:个|個|一个)?|宁愿|寧願|更愿意",
    real=r"真正的|真实的|真實的|活的",
    bare=r"人工(?:客服|服务|服務)?|真人(?:客服)?|客服(?:人员|人員)?|人|转人工|轉人工|专员",
    please=r"谢谢|謝謝|马上|馬上|立刻|现在|現在|快|请|請|麻烦|麻煩|吧|拜托|拜託",
    is_spaced=False,
    asks=(
        r"(?:转|轉|接|找|要|叫)\s?(?:接)?(?:到)?\s?(?:人工|真人|客服)|人工(?:客服|服务|服務)|真人客服|转人|轉人工|有(?:没有|沒有)?(?:真人|人工)|^\W*人工\W*$",
        r"(?:不(?:想|要|愿意|願意)|别|別|拒绝|讨厌|討厭|受够了)[^。？！]{0,8}(?:机器人|機器人|机器|機器|ai|智能客服|bot|聊天机器人)",
        r"不(?:信任|相信|放心)[^。？！]{0,8}(?:机器人|機器人|机器|機器|ai)|(?:给我|給我)(?:回)?(?:打)?(?:电话|電話)|回电|回電",
    ),
    hints=(r"^\W*(?:有人(?:在)?(?:吗|嗎|么)|有客服吗|在吗)\W*$|(?:怎么|怎麼|如何)(?:才能)?(?:联系|聯繫|聯絡|联络)(?:你们|你們|客服|您)",),
    denies=(
        r"(?:不想|不要)(?:再)?(?:找|转|轉|接|人工|真人|客服|(?:和|跟|与|與)(?!我|你))(?![^。？！，,]{0,8}(?:机器|機器|ai|bot))|(?:不(?:需要|用|必|想要|想找)|没必要|沒必要|无需|無需|别|別)(?!.{0,8}(?:机器|機器|ai|bot))[^。？！，,]{0,4}(?:转|轉|找|跟|和|与|與|人工|真人|客服|接|联系|聯繫)",
        r"(?:你|您|这|這)(?:是|到底是|究竟是)(?:不是)?[^。？！]{0,6}(?:人|机器|機器|真人)|我(?:是在|在)(?:和|跟|与|與)[^。？！]{0,8}(?:说话|說話|聊天|交谈)|是人(?:工|类)?(?:吗|嗎|还是)",
        r"(?:已经|昨天|之前|刚才|剛才)[^。？！]{0,10}(?:聊过|说过|聊了|谈过|联系过|联系了|沟通过|聯繫過)|(?:成为|成為|应聘|當|当)[^。？！]{0,8}(?:客服|代理)|(?:转账|转帐|轉帳|汇款|转钱|匯款|钱|錢)[^。？！]{0,8}人|(?:和|跟)(?:我)?(?:妈|媽|朋友|妻子|老公|老婆)",
    ),
)  # fmt: skip

KOREAN = Language(
    code="ko",
    person=r"상담원|상담사|상담직원|직원|담당자|사람|인간|매니저|관리자|책임자|에이전트|안내원|실제\s?사람|진짜\s?사람|대리인|전문가|오퍼레이터|점장|운영자",
    anyone=r"누군가|누구|고객\s?(?:센터|지원|서비스|상담)|콜센터|지원팀|다른\s?분|분",
    talk=r"이야기|얘기|대화|통화|말(?:하|씀|할|을|로)|상담(?!원|사|직원)|채팅|소통|연락",
    link=r"연결|바꿔|돌려|불러|전환|넘겨|호출|이어",
    want=r"원해|원합|필요|싶|있나요|있어요|있습니까|부탁|주세요|요청|줘|달라",
    real=r"진짜|실제|살아\s?있는|실존",
    bare=r"상담원|상담사|사람|직원|담당자|고객\s?센터|에이전트|인간|고객\s?지원|상담원\s?연결",
    please=r"부탁(?:드립니다|드려요|해요|합니다)?|주세요|제발|지금|빨리|당장|요",
    verb_last=True,
    is_spaced=False,
    asks=(
        r"(?:로봇|봇|기계|챗봇|ai|인공지능)[^.?!]{0,14}(?:싫|말고|아닌|아니라|하고 싶지|하기 싫|그만|못 믿|믿을 수 없|불편)",
        r"전화(?:해|를)?\s?(?:주세요|줘|부탁)",
    ),
    hints=(r"^\W*(?:누구|누가|아무도)[^.?!]{0,6}(?:있나요|계세요|없나요|계신가요)\W*$|어떻게\s?(?:연락|문의)",),
    denies=(
        r"(?:필요|연결(?:할|하실)?\s?(?:필요)?)(?:는|가|은)?\s?(?:없|하지\s?않)|(?:연결|이야기|대화|통화|얘기)[^.?!]{0,6}(?:않아도|않으셔도|안\s?해도|하지\s?마|싶지\s?않)|원하지\s?않",
        r"(?:당신|너|지금|혹시|이거|저는)(?:은|는|이)?\s?(?:진짜\s?|실제\s?)?(?:사람|로봇|봇|인간|상담원)(?:이야|인가|이에요|입니까|인가요|이신가요|이세요|과\s?(?:대화|이야기|얘기)하고\s?있)|(?:사람|인간|로봇)(?:이야|이에요|입니까|인가요|이신가요|이세요|맞나요)",
        r"(?:했어요|했습니다|통화했|이야기했|얘기했|대화했)|(?:되려면|되고\s?싶|되는\s?법)|(?:돈|송금|택배|선물)[^.?!]{0,8}(?:사람|누군가)|사람[^.?!]{0,8}(?:선물|송금|보내)|(?:엄마|친구|아내|남편)(?:와|랑|하고)|사람\s?수|명",
    ),
)  # fmt: skip

VIETNAMESE = Language(
    code="vi",
    person=r"người thật|nhân viên|tư vấn viên|tổng đài viên|con người|người hỗ trợ|điện thoại viên|đại diện|quản lý|người thực|chuyên viên|người tư vấn|hỗ trợ viên|giám sát|người phụ trách",
    anyone=r"ai đó|người|bộ phận|chăm sóc khách hàng|cskh|tổng đài|hỗ trợ",
    talk=r"nói chuyện|nói|gặp|trao đổi|chat|trò chuyện|liên hệ|liên lạc|tâm sự",
    link=r"kết nối|chuyển|nối máy|gọi|cho tôi|cho mình|cho em",
    want=r"muốn|cần|cho tôi|mong|thích|có",
    real=r"thật|thực|thực sự",
    bare=r"người thật|nhân viên|tư vấn viên|tổng đài viên|con người|chăm sóc khách hàng|cskh|hỗ trợ",
    please=r"làm ơn|xin|ngay|bây giờ|vui lòng|nhé|đi",
    asks=(rf"\bkhông (?:muốn|nói){NEAR}\b(?:robot|bot|máy|chatbot)\b|\bgọi (?:lại )?cho tôi\b",),
    denies=(r"\b(?:không (?:cần|muốn|phải)|đừng)\b(?![^.?!,]{0,35}\b(?:robot|bot|máy|chatbot)\b)", r"\b(?:bạn|đây|tôi đang nói chuyện với) (?:là|có phải là|có phải)\b|\bđã nói chuyện\b|\b(?:tiền|chuyển khoản|gói hàng)\b|\b(?:trở thành|làm nhân viên)\b|\bvới (?:mẹ|bạn tôi|vợ)\b"),
)  # fmt: skip

INDONESIAN = Language(
    code="id",
    person=r"manusia|agen|petugas|staf|staff|admin|operator|perwakilan|karyawan|orang (?:asli|sungguhan|beneran|nyata)|pegawai|ejen|wakil|kakitangan|supervisor|manajer|pengurus",
    anyone=r"seseorang|orang|cs|customer service|customer care|layanan pelanggan|khidmat pelanggan|tim|sokongan|dukungan",
    talk=r"(?:ber)?bicara|ngobrol|ngomong|chat|bercakap|cakap|berkomunikasi|berbual|mengobrol|menghubungi|komunikasi|terhubung",
    link=r"(?:di|ter)?hubung(?:kan|i)|(?:di)?sambung(?:kan)?|alihkan|pindahkan|teruskan|panggilkan|berikan|kasih",
    want=r"mau|ingin|butuh|perlu|pengen|nak|minta|tolong|bisa|boleh|mahu|lebih suka|ada",
    real=r"asli|nyata|sungguhan|beneran|sebenar|hidup",
    bare=r"manusia|agen|petugas|cs|admin|operator|customer service|orang|layanan pelanggan|ejen",
    please=r"tolong|sekarang|segera|please|pls|dong|ya|sila",
    asks=(rf"\b(?:tidak mau|tak nak|gak mau|ga mau|nggak mau|bukan){NEAR}\b(?:robot|bot|mesin|chatbot)\b|\b(?:telepon|telpon|hubungi) saya\b",),
    hints=(r"\bbagaimana (?:cara )?(?:saya )?(?:bisa )?menghubungi (?:kalian|anda|cs|customer service)\b|\bada orang\W*$",),
    denies=(r"\b(?:tidak|tak|gak|nggak|ga|jangan) (?:perlu|mau|ingin|usah|butuh|sambungkan|hubungkan)\b(?![^.?!,]{0,35}\b(?:robot|bot|mesin|chatbot)\b)", r"\b(?:apakah|adakah) (?:anda|kamu|ini|awak|saya)\b[^.?!]{0,28}\b(?:manusia|robot|bot|orang)\b|\b(?:sudah|telah) (?:bicara|berbicara)\b|\b(?:uang|paket|hadiah|wang)\b|\bmenjadi\b|\bdengan (?:ibu|istri|teman)\b"),
)  # fmt: skip

THAI = Language(
    code="th",
    person=r"เจ้าหน้าที่|พนักงาน|คนจริง|มนุษย์|แอดมิน|ตัวแทน|โอเปอเรเตอร์|ผู้จัดการ|หัวหน้า",
    anyone=r"คน(?!ละ|ที่)|ใครสักคน|ฝ่ายบริการ(?:ลูกค้า)?|ฝ่ายสนับสนุน|คอลเซ็นเตอร์",
    talk=r"คุย|พูด|สนทนา|แชท|ติดต่อ|สอบถาม",
    link=r"โอนสาย|โอน|ต่อสาย|เชื่อมต่อ|ส่งต่อ|เรียก",
    want=r"ต้องการ|อยาก|ขอ",
    real=r"จริง|จริงๆ",
    bare=r"เจ้าหน้าที่|พนักงาน|คน|มนุษย์|แอดมิน",
    please=r"ด้วย|หน่อย|ครับ|ค่ะ|คะ|เดี๋ยวนี้",
    is_spaced=False,
    asks=(r"ไม่(?:อยาก|ต้องการ)[^.?!]{0,12}(?:บอท|หุ่นยนต์)",),
    denies=(r"(?:ไม่(?:ต้อง|จำเป็น|ต้องการ|อยาก)|อย่า(?!ง))(?!.{0,16}(?:บอท|หุ่นยนต์))|(?:คุณ|นี่)(?:เป็น|คือ)(?:คน|มนุษย์|บอท|หุ่นยนต์)|โอนเงิน",),
)  # fmt: skip

TAGALOG = Language(
    code="tl",
    person=r"tao|ahente|tunay na tao|totoong tao|kinatawan|agent|representative|operator|human",
    talk=r"makausap|makipag-?usap|kausapin|kumausap|usap",
    link=r"ikonekta|ilipat|i-?transfer|i-?connect|pakikonekta",
    want=r"gusto ko ng|kailangan ko ng|pwede ba",
    denies=(r"\b(?:hindi ko kailangan|ayaw ko)\b", r"\bikaw ba\b|\btao ka\b"),
)  # fmt: skip

LANGUAGES = (JAPANESE, CHINESE, KOREAN, VIETNAMESE, INDONESIAN, THAI, TAGALOG)
