-- A station as schema 1 left it: 23 events, one weighing of two void. Frozen: never made anew.
PRAGMA application_id = 0x47756f7a;
PRAGMA user_version = 1;
BEGIN;
CREATE TABLE meta(             -- about this file: practice, views_version
  key TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE origin(           -- the logs that meet here; ids are local to this file
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,   -- '<16 hex>.guozhan/<number>'
  vkey TEXT NOT NULL,          -- C2SP signed-note key; '' until its first event has come
  own INT NOT NULL CHECK(own IN (0, 1)),
  prev TEXT,                   -- the log that this one continues: name, size, root
  prev_size INT,
  prev_root BLOB
) STRICT;
CREATE TABLE event(
  n INTEGER PRIMARY KEY,
  origin INT NOT NULL REFERENCES origin,
  seq INT NOT NULL CHECK(seq >= 0 AND seq < (1 << 40)), -- leaf index
  lc INT NOT NULL,             -- logical clock: order across stations
  type TEXT NOT NULL,
  public TEXT NOT NULL,        -- the hashed bytes, canonical JSON
  leaf BLOB NOT NULL CHECK(length(leaf) = 32), -- SHA-256(0x00 || public)
  CHECK(n = (origin << 40) + seq)
) STRICT;
CREATE TABLE event_private(
  n INT NOT NULL REFERENCES event,
  audience INT NOT NULL CHECK(audience BETWEEN 1 AND 3), -- 1 grower, 2 trade, 3 house
  salt BLOB NOT NULL CHECK(length(salt) = 16),
  body TEXT NOT NULL,          -- canonical JSON; its digest is in the public part
  PRIMARY KEY(n, audience)
) STRICT, WITHOUT ROWID;
CREATE TABLE command(          -- sent again, it gets the first answer
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  n INT NOT NULL,              -- its first event
  events INT NOT NULL,
  request BLOB NOT NULL CHECK(length(request) = 32), -- digest of what was asked
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE hash_tile(        -- full tiles only: 256 hashes; rewriting partial ones halved the rate
  origin INT NOT NULL,
  level INT NOT NULL,
  idx INT NOT NULL,
  hashes BLOB NOT NULL CHECK(length(hashes) = 8192),
  PRIMARY KEY(origin, level, idx)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint(
  origin INT NOT NULL,
  size INT NOT NULL,
  note TEXT NOT NULL,          -- C2SP tlog-checkpoint
  PRIMARY KEY(origin, size)
) STRICT, WITHOUT ROWID;
CREATE TABLE erasable(         -- private parts that an erasure event has named
  n INTEGER PRIMARY KEY,
  by_n INT NOT NULL
) STRICT;
INSERT INTO meta VALUES('views_version', 'of another version');
INSERT INTO origin VALUES(1, '841fef9bdeb5eaea.guozhan/1', '841fef9bdeb5eaea.guozhan/1+87bee36d+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs', 1, NULL, NULL, NULL);
INSERT INTO event VALUES(1099511627776, 1, 0, 89253715378176, 'log.opened', '{"data":{"cause":"new","origin":"841fef9bdeb5eaea.guozhan/1","previous":null,"vkey":"841fef9bdeb5eaea.guozhan/1+87bee36d+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"},"day":"2026-11-24","lc":89253715378176,"private":[null,null,"9ad954b22898d0c8f10db57d6a253c94a63e63a39700a7461c92bdb16a9c4d24"],"season":2026,"type":"log.opened","v":1}', x'0c4f3749d7862aeed03c826288a1dd5eab630b2ca510884e8c74a80ebb058187');
INSERT INTO event VALUES(1099511627777, 1, 1, 89253715378177, 'user.set', '{"day":"2026-07-16","lc":89253715378177,"private":[null,null,"ebcc37dc5df71ba063e0e8388624b0011503d6d4e7738431f3e0a3fc828dc90b"],"season":2026,"type":"user.set","v":1}', x'99e6dd0cc9ab489ebc3087ced5c12b12ec13533433921caeb94bfca6b47379b6');
INSERT INTO event VALUES(1099511627778, 1, 2, 89253715378178, 'village.set', '{"data":{"altitude_m":460,"name":"河东村"},"day":"2026-07-16","lc":89253715378178,"private":[null,null,null],"season":2026,"type":"village.set","v":1}', x'e88cf83cb1cabbee9e26e8bc8f9c37421e6a4872eaa75dd1552e2fb507460e73');
INSERT INTO event VALUES(1099511627779, 1, 3, 89253715378179, 'party.set', '{"data":{"kind":"cooperative","village":["841fef9bdeb5eaea.guozhan/1",2]},"day":"2026-07-16","lc":89253715378179,"private":["c1b46f9fb34b1e4ccb635b5bf3de4599beac67ce5f13f5b2a1ea4851b11ee252",null,null],"season":2026,"type":"party.set","v":1}', x'1ff54b539cdf8f13212aab012b7dedc143fae0b7fb4f9b7ca14dff14d785ed0a');
INSERT INTO event VALUES(1099511627780, 1, 4, 89253715378180, 'party.set', '{"data":{"cooperative":["841fef9bdeb5eaea.guozhan/1",3],"kind":"grower"},"day":"2026-07-16","lc":89253715378180,"private":["4f826bfd44a2352f43bdd40264131b9e1674b587d34f6314787a1161c04dc570",null,null],"season":2026,"type":"party.set","v":1}', x'8742f6012de56fc99554745c62915ac028e0186fde33a7153d6a148fb1b7ec8e');
INSERT INTO event VALUES(1099511627781, 1, 5, 89253715378181, 'product.set', '{"data":{"kind":"plum","name":"脆李","season_from":"01-01"},"day":"2026-07-16","lc":89253715378181,"private":[null,null,null],"season":2026,"type":"product.set","v":1}', x'826279d9f432246c695dc9fb70f7b81cdaaf365ce13d352fa5294bc787e79a8e');
INSERT INTO event VALUES(1099511627782, 1, 6, 89253715378182, 'variety.set', '{"data":{"name":"巫山脆李","product":["841fef9bdeb5eaea.guozhan/1",5]},"day":"2026-07-16","lc":89253715378182,"private":[null,null,null],"season":2026,"type":"variety.set","v":1}', x'81677cb00de0d3e20b8cbc183ba8036c75193e17c9cf79ea99c2141d40bfd268');
INSERT INTO event VALUES(1099511627783, 1, 7, 89253715378183, 'plot.set', '{"data":{"village":["841fef9bdeb5eaea.guozhan/1",2]},"day":"2026-07-16","lc":89253715378183,"private":["81c30d0ef42310568af753a2a605c442d05bb16c7022e02bff73beae430e6fad",null,null],"season":2026,"type":"plot.set","v":1}', x'c22ef8485e17904ed382fefdcee95533fa81977bbf0bde05ddd27010c8320a0c');
INSERT INTO event VALUES(1099511627784, 1, 8, 89253715378184, 'brand.set', '{"data":{"licence":{"from":"2026-01-01","holder":"甲","number":"12","to":"2026-12-31"},"name":"巫山脆李"},"day":"2026-07-16","lc":89253715378184,"private":[null,null,null],"season":2026,"type":"brand.set","v":1}', x'ad12c3b57352015ac6eae9932f435bac35735321a21af668a4711bd4ffea4132');
INSERT INTO event VALUES(1099511627785, 1, 9, 89253715378185, 'crate_type.set', '{"data":{"name":"蓝筐"},"day":"2026-07-16","lc":89253715378185,"private":[null,null,"59e2cdd2e85a81cfc4c4e7c4afda6a5116c206873304d758a5c645db13c9cf90"],"season":2026,"type":"crate_type.set","v":1}', x'f7bfae972da6b32270f6bbc4af114a07aebdefe4ed9018613c6a7e34e3753930');
INSERT INTO event VALUES(1099511627786, 1, 10, 89253715378186, 'tare.set', '{"day":"2026-07-16","lc":89253715378186,"private":["6bcaf80f8a3f7302349625b76091143f4adcfa33044f71471ac5aba57ab6c11c",null,null],"season":2026,"type":"tare.set","v":1}', x'18e4a5f76c956b12e5c68255be2b7e30fd8c05624cff98168013d547ddbc7b21');
INSERT INTO event VALUES(1099511627787, 1, 11, 89253715378187, 'tare.set', '{"day":"2026-07-16","lc":89253715378187,"private":["96d02a587ce5d3d0d3967f5c1378ad2d06d1104726d4422133b54abbca6744dc",null,null],"season":2026,"type":"tare.set","v":1}', x'd516e65e3c7bda65bfc6b9a38e57ddf36b8c578f1bf6a84d4618500eff619031');
INSERT INTO event VALUES(1099511627788, 1, 12, 89253715378188, 'device.bound', '{"day":"2026-07-16","lc":89253715378188,"private":[null,null,"f5d65f9755032d1ebfef14f8f97bcf9290397351f56ea1778f3c431be675070a"],"season":2026,"type":"device.bound","v":1}', x'a999355b45aab1618a1ac48a37e5d529169b37b69275d7b8d7c4ea8f69f424b1');
INSERT INTO event VALUES(1099511627789, 1, 13, 89253715378189, 'device.bound', '{"day":"2026-07-16","lc":89253715378189,"private":[null,null,"89fc607162263c91f4ce49d0ba3dee3ef28c613eec6dcb35b7e4734165861c42"],"season":2026,"type":"device.bound","v":1}', x'b8ed858e3b426be8b9b04cc6d698bf3fa86dd945b2a1a334dd9959f70b9b21aa');
INSERT INTO event VALUES(1099511627790, 1, 14, 89253715378190, 'delivery.opened', '{"day":"2026-07-16","lc":89253715378190,"private":["6de9c9a5a8f2629e1078421583eda15ff18bae4f19cf34d90efe826cdffe72a2",null,"1864d8df29084ce3d3ed1390e5ef6230f0016f1358f5faabc97e3dc45a53bd2a"],"season":2026,"type":"delivery.opened","v":1}', x'd67747bedfa240cf412d70df12340c8ac9c19cf3365b7fd2ccee6211b997a229');
INSERT INTO event VALUES(1099511627791, 1, 15, 89253715378191, 'lot.declared', '{"day":"2026-07-16","lc":89253715378191,"private":["060288d131a29888ef2d1a7cfc5866c7afe11dfae6135912ede7c046680ebda5",null,"2699b7c17581cba21c8ab49a9eaa2ba00bd0d6fe4dd151264a98f6e6b6f92f0c"],"season":2026,"type":"lot.declared","v":1}', x'2aa85813e69eaf1416cd5940c384cab64039032618284d6feb3a79f9fcf2d5b5');
INSERT INTO event VALUES(1099511627792, 1, 16, 89253715378192, 'weighing.recorded', '{"day":"2026-07-16","lc":89253715378192,"private":["8145f7137dc69bc2e143e1e2ffbc39d732c882d9e4564152ad75f25d719e0b2a",null,"7aaf2b434a35dc9001a92d3d1589c422649ff7c006caa0163ae6476f4673754f"],"season":2026,"type":"weighing.recorded","v":1}', x'b1f04e38321963a58e9d82e75e5a7c8f4dec21dfd0168eea12c9d20b97580184');
INSERT INTO event VALUES(1099511627793, 1, 17, 89253715378193, 'weighing.recorded', '{"day":"2026-07-16","lc":89253715378193,"private":["d2f07a20b9023809128014e0c28bc971127dbe6a71ef8a7fe1050514a84b77c8",null,"ac86376edd70e5044e1cd5c445b32ac9f39d0ffc4ddcc35df2addfc6ae9fc927"],"season":2026,"type":"weighing.recorded","v":1}', x'3df6b56bbd2768f009549767122075468977880ed48dfd41dafeed780f4eaf52');
INSERT INTO event VALUES(1099511627794, 1, 18, 89253715378194, 'packlot.stated', '{"data":{"brand":["841fef9bdeb5eaea.guozhan/1",8],"cooperatives":[["841fef9bdeb5eaea.guozhan/1",3]],"grade_class":"first","gtin":"09520000000004","no":"60716-001","nominal_mg":5000000,"packed_on":"2026-07-16","places":[["841fef9bdeb5eaea.guozhan/1",2]],"product":["841fef9bdeb5eaea.guozhan/1",5],"variety":["841fef9bdeb5eaea.guozhan/1",6]},"day":"2026-07-16","lc":89253715378194,"private":[null,null,null],"season":2026,"type":"packlot.stated","v":1}', x'9ec92e8d9f1998b83cf1d29016ba40555322fc1c3d3cc1cbf6453fe5c4983e31');
INSERT INTO event VALUES(1099511627795, 1, 19, 89253715378195, 'transform.closed', '{"day":"2026-07-16","lc":89253715378195,"private":[null,null,"98c80b8225cccd4bf07c4c073898f3572e10d43e8cf690ba649630a924409d6e"],"season":2026,"type":"transform.closed","v":1}', x'e23c35a0cafabbd0db6317bd0fb208d11d96d08549ce1f9ca326e86fe10f26e9');
INSERT INTO event VALUES(1099511627796, 1, 20, 89253715378196, 'case.packed', '{"data":{"lot":["841fef9bdeb5eaea.guozhan/1",18],"net_mg":5000000,"nominal_mg":5000000,"serial_sha256_16":"0011"},"day":"2026-07-16","lc":89253715378196,"private":[null,"8a255ec1b9cb7e4b794548ada375e4637d844e0b72cc889e92158344e9ea7dc7","94e5c0bc60dbabcfa3e4a3470e8af032bb40cc22a06af8ff0307d099df497851"],"season":2026,"type":"case.packed","v":1}', x'688a56cb8c44351d909a6149a48f3a3e603d6fcf0b044ac4602c569db0b29488');
INSERT INTO event VALUES(1099511627797, 1, 21, 89253715378197, 'print.queued', '{"day":"2026-07-16","lc":89253715378197,"private":[null,null,"01f4eb0b0c6068fad644e2cd3989470891c75d4d8b3108427fb0a888bddb8390"],"season":2026,"type":"print.queued","v":1}', x'f3910d57905f54a8f7afc171b0e576249c68fa90ef6ff34f021f93540d876e72');
INSERT INTO event VALUES(1099511627798, 1, 22, 89253715378198, 'fact.voided', '{"data":{"of":["841fef9bdeb5eaea.guozhan/1",16]},"day":"2026-07-16","lc":89253715378198,"private":["6c4ff424ab9003719c3b6e5894c99c34aedd09ec5f84e1e188ef1cfcd422fc42",null,"6d9d353e23fd2a54f4ed91fa3d4df92e7efb2ad67f80bf881920ec5b97797a60"],"season":2026,"type":"fact.voided","v":1}', x'96f9f5469b03eb1fd2306b49819b91b08766b1b0a9d648ae8e8095e473269b54');
INSERT INTO event_private VALUES(1099511627776, 3, x'c67688677e0d8b5b050606381cc60b82', '{"actor":null,"at":"2026-11-24T19:07:13.196+00:00","client":null,"software":"0.1.0"}');
INSERT INTO event_private VALUES(1099511627777, 3, x'c9b1c5e9f015ab206f003154621da8f8', '{"active":true,"name":"王芳","pin_hash":"x","role":"supervisor"}');
INSERT INTO event_private VALUES(1099511627779, 1, x'715a17c9f8223b7e057a79e38babe7be', '{"code":"QS","name":"勤生合作社"}');
INSERT INTO event_private VALUES(1099511627780, 1, x'ee2960eabca1809dfc1935325dd0b66b', '{"name":"李长顺"}');
INSERT INTO event_private VALUES(1099511627783, 1, x'4c11d3b3807f64370404fa938514b69b', '{"area_m2":2800,"grower":["841fef9bdeb5eaea.guozhan/1",4],"name":"屋后坡"}');
INSERT INTO event_private VALUES(1099511627785, 3, x'74c5fbc131739bf6f56f4bb029c098ed', '{"active":true}');
INSERT INTO event_private VALUES(1099511627786, 1, x'8d7394e2750ada04935485e438db7e51', '{"crate_type":["841fef9bdeb5eaea.guozhan/1",9],"from":"2026-07-01","mg":1500000}');
INSERT INTO event_private VALUES(1099511627787, 1, x'383970f59718aa43664791d6d6bff591', '{"crate_type":["841fef9bdeb5eaea.guozhan/1",9],"from":"2026-08-01","mg":1600000}');
INSERT INTO event_private VALUES(1099511627788, 3, x'aceeb7fc30b19674437195d391c49515', '{"active":true,"kind":"scale","name":"一号秤","protocol":"yaohua-tf0","simulated":true}');
INSERT INTO event_private VALUES(1099511627789, 3, x'796795a79246f27d792653605a30d37e', '{"active":true,"kind":"printer","name":"打印机"}');
INSERT INTO event_private VALUES(1099511627790, 1, x'5c44a98a82dbffc88d31fb272673f23f', '{"cooperative":["841fef9bdeb5eaea.guozhan/1",3],"no":"0716-01","product":["841fef9bdeb5eaea.guozhan/1",5]}');
INSERT INTO event_private VALUES(1099511627790, 3, x'e5cff09535d663f98d7fc29f8c9cedb5', '{"actor":["841fef9bdeb5eaea.guozhan/1",1],"at":"2026-07-16T08:00:00.000+08:00","client":"guozhan"}');
INSERT INTO event_private VALUES(1099511627791, 1, x'e227546abaadbe5a62422c3b61a71c7d', '{"delivery":["841fef9bdeb5eaea.guozhan/1",14],"harvested_on":"2026-07-16","no":"QS-0716-01","product":["841fef9bdeb5eaea.guozhan/1",5],"sources":[{"grower":["841fef9bdeb5eaea.guozhan/1",4],"plot":["841fef9bdeb5eaea.guozhan/1",7],"share_ppm":1000000}],"variety":["841fef9bdeb5eaea.guozhan/1",6]}');
INSERT INTO event_private VALUES(1099511627791, 3, x'da4ff8e14acc5f23d0ea3a3ac2e89912', '{"actor":["841fef9bdeb5eaea.guozhan/1",1],"at":"2026-07-16T08:00:00.000+08:00","client":"guozhan"}');
INSERT INTO event_private VALUES(1099511627792, 1, x'fe1594942f6b5bcc2cb4b509447ec33e', '{"crate_type":["841fef9bdeb5eaea.guozhan/1",9],"crates":1,"gross_mg":21500000,"lot":["841fef9bdeb5eaea.guozhan/1",15],"mode":"stable","net_mg":20000000,"no":1,"scale":["841fef9bdeb5eaea.guozhan/1",12],"simulated":true,"tare_mg":1500000,"tare_source":"table"}');
INSERT INTO event_private VALUES(1099511627792, 3, x'c163b69a2bfd6b861257d774c90ba0cc', '{"actor":["841fef9bdeb5eaea.guozhan/1",1],"at":"2026-07-16T08:00:00.000+08:00","client":"guozhan"}');
INSERT INTO event_private VALUES(1099511627793, 1, x'a464dd5db91034058ea1c800222ed40c', '{"crate_type":["841fef9bdeb5eaea.guozhan/1",9],"crates":1,"gross_mg":21500000,"lot":["841fef9bdeb5eaea.guozhan/1",15],"mode":"stable","net_mg":20000000,"no":2,"scale":["841fef9bdeb5eaea.guozhan/1",12],"simulated":true,"tare_mg":1500000,"tare_source":"table"}');
INSERT INTO event_private VALUES(1099511627793, 3, x'59ac4dfe9b84cd19053f92c9e40371d8', '{"actor":["841fef9bdeb5eaea.guozhan/1",1],"at":"2026-07-16T08:00:00.000+08:00","client":"guozhan"}');
INSERT INTO event_private VALUES(1099511627795, 3, x'28b4f4a16a92488301cef217b3248a25', '{"in":[{"lot":["841fef9bdeb5eaea.guozhan/1",15],"mg":5200000}],"kind":"pack","loss":[{"kind":"rot","mg":150000}],"out":[{"lot":["841fef9bdeb5eaea.guozhan/1",18],"mg":5000000,"n":1}],"unaccounted_mg":50000}');
INSERT INTO event_private VALUES(1099511627796, 2, x'9261698d06390c616416393aaf655255', '{"serial":"6A000001K7QX"}');
INSERT INTO event_private VALUES(1099511627796, 3, x'd7bdd63b4d7d6ddc55c953bfd98fcc23', '{"actor":["841fef9bdeb5eaea.guozhan/1",1],"at":"2026-07-16T08:00:00.000+08:00","client":"guozhan","net_mode":"nominal","source":["841fef9bdeb5eaea.guozhan/1",15]}');
INSERT INTO event_private VALUES(1099511627797, 3, x'dbb5c2d0c2bac4a971004be65854a0d5', '{"actor":["841fef9bdeb5eaea.guozhan/1",1],"at":"2026-07-16T08:00:00.000+08:00","client":"guozhan","labels":[{"case":["841fef9bdeb5eaea.guozhan/1",20],"copy":1}],"printer":["841fef9bdeb5eaea.guozhan/1",13]}');
INSERT INTO event_private VALUES(1099511627798, 1, x'd1da4dd8f11ee8d3f06ef7d38831bd6a', '{"reason":"duplicate"}');
INSERT INTO event_private VALUES(1099511627798, 3, x'34453adbfceca7c94d0528a4e9bb596b', '{"actor":["841fef9bdeb5eaea.guozhan/1",1],"at":"2026-07-16T08:00:00.000+08:00","client":"guozhan"}');
CREATE TRIGGER event_update BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_delete BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;
CREATE TRIGGER event_insert BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE n = new.n)
  OR (new.seq > 0 AND NOT EXISTS (SELECT 1 FROM event WHERE n = new.n - 1))
BEGIN SELECT raise(ABORT, 'the event exists, or there is a gap before it'); END;
CREATE TRIGGER private_update BEFORE UPDATE ON event_private
BEGIN SELECT raise(ABORT, 'a private part is never changed'); END;
CREATE TRIGGER private_delete BEFORE DELETE ON event_private
WHEN NOT EXISTS (SELECT 1 FROM erasable WHERE n = old.n)
BEGIN SELECT raise(ABORT, 'no erasure event names this private part'); END;
CREATE TRIGGER private_insert BEFORE INSERT ON event_private
WHEN EXISTS (SELECT 1 FROM event_private WHERE n = new.n AND audience = new.audience)
  OR EXISTS (SELECT 1 FROM erasable WHERE n = new.n)
BEGIN SELECT raise(ABORT, 'the private part exists, or was erased'); END;
CREATE TRIGGER erasable_insert BEFORE INSERT ON erasable
WHEN NOT EXISTS (SELECT 1 FROM event WHERE n = new.by_n AND type = 'private.erased')
BEGIN SELECT raise(ABORT, 'that is no erasure event'); END;
CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE origin = new.origin AND size = new.size)
BEGIN SELECT raise(ABORT, 'a size is signed once'); END;
CREATE TRIGGER practice_insert BEFORE INSERT ON meta
WHEN new.key = 'practice' AND (EXISTS (SELECT 1 FROM meta WHERE key = 'practice')
  OR EXISTS (SELECT 1 FROM event))
BEGIN SELECT raise(ABORT, 'the practice mark never changes'); END;
CREATE TRIGGER practice_update BEFORE UPDATE ON meta WHEN old.key = 'practice' OR new.key = 'practice'
BEGIN SELECT raise(ABORT, 'the practice mark never changes'); END;
CREATE TRIGGER practice_delete BEFORE DELETE ON meta WHEN old.key = 'practice'
BEGIN SELECT raise(ABORT, 'the practice mark never changes'); END;
COMMIT;
