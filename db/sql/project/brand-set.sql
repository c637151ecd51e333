-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO brand(
  id, lc, org, name, name_en, initials, story, story_en, owner, product, gtin, mark, licence,
  picture_sha256, picture_type, certificates, active)
VALUES (
  :id, :lc, :org, :name, :name_en, :initials, :story, :story_en, :owner, :product, :gtin, :mark, :licence,
  :picture_sha256, :picture_type, :certificates, :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, name_en = excluded.name_en,
  initials = excluded.initials, story = excluded.story, story_en = excluded.story_en, owner = excluded.owner,
  product = excluded.product, gtin = excluded.gtin, mark = excluded.mark,
  licence = excluded.licence,
  picture_sha256 = excluded.picture_sha256,
  picture_type = excluded.picture_type,
  certificates = excluded.certificates,
  active = excluded.active
WHERE (excluded.lc, excluded.org) > (brand.lc, brand.org)
