#include "ui/settings/section.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/designer/panel.h"
#include "ui/settings/backup.h"
#include "ui/settings/import.h"
#include "ui/settings/links.h"
#include "ui/settings/program.h"
#include "ui/settings/schemes.h"
#include "ui/settings/screen.h"

#define NAME { .key = "name", .kind = GUO_SETTING_TEXT, .label = N_("Name"), .flags = GUO_SETTING_NEEDED }
#define NAME_EN { .key = "name_en", .kind = GUO_SETTING_TEXT, .label = N_("English name") }
#define VILLAGE { .key = "village", .kind = GUO_SETTING_THING, .label = N_("Village"), .list = "/v1/villages" }
#define PHONE { .key = "phone", .kind = GUO_SETTING_TEXT, .label = N_("Phone") }
#define ADDRESS { .key = "address", .kind = GUO_SETTING_TEXT, .label = N_("Address") }

static const GuoSettingWord item_modes[] = {
  { "internal", N_("Internal numbers") },
  { "prefix", N_("Own GS1 prefix") },
  { "brand", N_("The brand's number") },
  { NULL, NULL },
};

static const GuoSettingWord mass_units[] = {
  { "kg", N_("kg") },
  { "jin", N_("jin (500 g)") },
  { NULL, NULL },
};

static const GuoSettingWord product_kinds[] = {
  { "plum", N_("Plum") },
  { "citrus", N_("Citrus") },
  { "tea", N_("Tea") },
  { "other", N_("Other") },
  { NULL, NULL },
};

static const GuoSettingWord roles[] = {
  { "operator", N_("Operator") },
  { "supervisor", N_("Supervisor") },
  { NULL, NULL },
};

static const GuoSettingWord case_layouts[] = {
  { "", N_("As the printer is set") },
  { "case-60x40", N_("60 × 40 mm") },
  { "case-100x60", N_("100 × 60 mm, with the certificate") },
  { "pti-100x50", N_("100 × 50 mm, for export (PTI)") },
  { NULL, NULL },
};

static const GuoSettingWord pallet_layouts[] = {
  { "", N_("As the printer is set") },
  { "pallet-a6", N_("A6, of pallets") },
  { NULL, NULL },
};

static const GuoSetting centre_settings[] = {
  NAME,
  NAME_EN,
  { .key = "place", .kind = GUO_SETTING_TEXT, .label = N_("Place"),
    .hint = N_("Origin on labels and certificates: province, county, township") },
  PHONE,
  { .key = "mass_unit", .kind = GUO_SETTING_WORD, .label = N_("Sums are shown in"), .words = mass_units,
    .hint = N_("The scale's own digits and all papers stay in kg."), .head = N_("Work") },
  { .key = "day_boundary_min", .kind = GUO_SETTING_CLOCK, .label = N_("A new day begins at"),
    .hint = N_("04:00 when the season works past midnight") },
  { .key = "certificate_gate", .kind = GUO_SETTING_YES_NO, .label = N_("No delivery without a certificate"),
    .hint = N_("A supervisor may still let one in, with a reason.") },
  { .key = "run_limit_ppm", .kind = GUO_SETTING_PERCENT, .label = N_("A run may lose, %"),
    .hint = N_("Of what was put on the line. Above this and the next, finishing needs a reason.") },
  { .key = "run_limit_mg", .kind = GUO_SETTING_KG, .label = N_("A run may lose, kg"),
    .hint = N_("The larger of the two holds: two scales never quite agree.") },
  { .key = "host", .kind = GUO_SETTING_TEXT, .label = N_("Host name of the pages"),
    .hint = N_("As printed on every label: trace.example.cn; 20 characters or fewer keep the code small"),
    .head = N_("Codes and pages") },
  { .key = "item_mode", .kind = GUO_SETTING_WORD, .label = N_("Item numbers"), .words = item_modes },
  { .key = "gs1_prefix", .kind = GUO_SETTING_TEXT, .label = N_("GS1 company prefix"),
    .hint = N_("4 to 12 digits, from the GS1 licence") },
  { .key = "station_letter", .kind = GUO_SETTING_TEXT, .label = N_("Letter of this station"),
    .hint = N_("A is the first; each further station of the centre has its own") },
  { .key = "pallet_label", .kind = GUO_SETTING_LAYOUT, .label = N_("Label of pallets"), .within = "pallet",
    .words = pallet_layouts, .hint = N_("Yours are made under Labels. A printer with paper of that size must be bound.") },
  { .key = NULL },
};

static const GuoSetting village_settings[] = {
  NAME,
  NAME_EN,
  { .key = "township", .kind = GUO_SETTING_TEXT, .label = N_("Township") },
  { .key = "county", .kind = GUO_SETTING_TEXT, .label = N_("County") },
  { .key = "township_en", .kind = GUO_SETTING_TEXT, .label = N_("Township in English") },
  { .key = "county_en", .kind = GUO_SETTING_TEXT, .label = N_("County in English") },
  { .key = "altitude_m", .kind = GUO_SETTING_WHOLE, .label = N_("Altitude, m") },
  { .key = NULL },
};

static const GuoSetting cooperative_settings[] = {
  NAME,
  { .key = "code", .kind = GUO_SETTING_TEXT, .label = N_("Its letters in lot numbers"), .flags = GUO_SETTING_NEEDED,
    .hint = N_("1 to 4 capitals, QS gives QS-0716-03") },
  NAME_EN,
  VILLAGE,
  PHONE,
  ADDRESS,
  { .key = NULL },
};

static const GuoSetting grower_settings[] = {
  NAME,
  { .key = "cooperative", .kind = GUO_SETTING_THING, .label = N_("Cooperative"),
    .flags = GUO_SETTING_NEEDED | GUO_SETTING_SEARCHED, .list = "/v1/parties?kind=cooperative" },
  VILLAGE,
  PHONE,
  { .key = "code", .kind = GUO_SETTING_TEXT, .label = N_("Code"), .hint = N_("As on the grower's card, where there are cards") },
  NAME_EN,
  ADDRESS,
  { .key = NULL },
};

static const GuoSetting plot_settings[] = {
  NAME,
  { .key = "grower", .kind = GUO_SETTING_THING, .label = N_("Grower"),
    .flags = GUO_SETTING_NEEDED | GUO_SETTING_SEARCHED, .list = "/v1/parties?kind=grower" },
  { .key = "area_mu", .kind = GUO_SETTING_MU, .label = N_("Area, mu"), .flags = GUO_SETTING_NEEDED },
  { .key = "product", .kind = GUO_SETTING_THING, .label = N_("Product"), .list = "/v1/products" },
  { .key = "variety", .kind = GUO_SETTING_THING, .label = N_("Variety"), .list = "/v1/products",
    .within = "varieties" },
  { .key = "village", .kind = GUO_SETTING_THING, .label = N_("Village"), .list = "/v1/villages",
    .hint = N_("Empty: where the grower lives") },
  { .key = NULL },
};

static const GuoSetting spray_settings[] = {
  { .key = "plot", .kind = GUO_SETTING_THING, .label = N_("Plot"),
    .flags = GUO_SETTING_NEEDED | GUO_SETTING_SEARCHED, .list = "/v1/plots" },
  { .key = "name", .kind = GUO_SETTING_TEXT, .label = N_("Product used"), .flags = GUO_SETTING_NEEDED },
  { .key = "applied_on", .kind = GUO_SETTING_DAY, .label = N_("Sprayed on"), .flags = GUO_SETTING_NEEDED },
  { .key = "phi_days", .kind = GUO_SETTING_WHOLE, .label = N_("Pre-harvest interval, days"),
    .flags = GUO_SETTING_NEEDED, .hint = N_("As the product's label says; nothing is picked before it is over") },
  { .key = "dose", .kind = GUO_SETTING_TEXT, .label = N_("Dose"), .hint = N_("30 g in 15 l, or 1000 times thinned") },
  { .key = "registration_no", .kind = GUO_SETTING_TEXT, .label = N_("Registration number") },
  { .key = NULL },
};

static const GuoSetting product_settings[] = {
  NAME,
  NAME_EN,
  { .key = "kind", .kind = GUO_SETTING_WORD, .label = N_("Kind of fruit"), .words = product_kinds,
    .flags = GUO_SETTING_NEEDED },
  { .key = "season_from", .kind = GUO_SETTING_SEASON, .label = N_("Season begins on"),
    .hint = N_("Month-day: 01-01, citrus 09-01") },
  { .key = NULL },
};

static const GuoSetting variety_settings[] = {
  NAME,
  NAME_EN,
  { .key = NULL },
};

static const GuoSetting brand_settings[] = {
  NAME,
  NAME_EN,
  { .key = "product", .kind = GUO_SETTING_THING, .label = N_("Product"), .list = "/v1/products" },
  { .key = "owner", .kind = GUO_SETTING_TEXT, .label = N_("Owner") },
  { .key = "gtin", .kind = GUO_SETTING_TEXT, .label = N_("Item number (GTIN)") },
  { .key = "picture_sha256", .kind = GUO_SETTING_PICTURE, .label = N_("Picture"), .head = N_("For the buyer"),
    .hint = N_("Made smaller here until it has 40 KB or less") },
  { .key = "story", .kind = GUO_SETTING_LONG, .label = N_("Story") },
  { .key = "story_en", .kind = GUO_SETTING_LONG, .label = N_("Story in English") },
  { .key = "mark", .kind = GUO_SETTING_TEXT, .label = N_("Protected name or mark"), .head = N_("Licence of the mark"),
    .hint = N_("Printed only while the licence is valid") },
  { .key = "licence.number", .kind = GUO_SETTING_TEXT, .label = N_("Licence number") },
  { .key = "licence.holder", .kind = GUO_SETTING_TEXT, .label = N_("Holder of the licence") },
  { .key = "licence.from", .kind = GUO_SETTING_DAY, .label = N_("Licence valid from") },
  { .key = "licence.to", .kind = GUO_SETTING_DAY, .label = N_("Licence valid to") },
  { .key = "certificates", .kind = GUO_SETTING_CERTIFICATES, .label = N_("Certificates"), .head = N_("Certificates") },
  { .key = NULL },
};

static const GuoSetting crate_type_settings[] = {
  NAME,
  NAME_EN,
  { .key = "tare_mg", .kind = GUO_SETTING_KG, .label = N_("Tare, kg"), .flags = GUO_SETTING_ONLY_NEW },
  { .key = "from", .kind = GUO_SETTING_DAY, .label = N_("Tare valid from"), .flags = GUO_SETTING_ONLY_NEW,
    .hint = N_("Empty: from today") },
  { .key = NULL },
};

static const GuoSetting tare_settings[] = {
  { .key = "tare_mg", .kind = GUO_SETTING_KG, .label = N_("Tare, kg"), .flags = GUO_SETTING_NEEDED,
    .hint = N_("Weigh ten empty ones together and divide by ten.") },
  { .key = "from", .kind = GUO_SETTING_DAY, .label = N_("Valid from"), .hint = N_("Empty: from today") },
  { .key = NULL },
};

static const GuoSetting pack_plan_settings[] = {
  NAME,
  { .key = "product", .kind = GUO_SETTING_THING, .label = N_("Product"), .flags = GUO_SETTING_NEEDED,
    .list = "/v1/products" },
  { .key = "variety", .kind = GUO_SETTING_THING, .label = N_("Variety"), .list = "/v1/products", .within = "varieties",
    .hint = N_("Empty: every variety of the product") },
  { .key = "grade_class", .kind = GUO_SETTING_CLASS, .label = N_("Class"), .flags = GUO_SETTING_NEEDED },
  { .key = "size", .kind = GUO_SETTING_TEXT, .label = N_("Size"), .hint = N_("As printed: 38-42 mm") },
  { .key = "nominal_mg", .kind = GUO_SETTING_KG, .label = N_("Net content, kg"), .flags = GUO_SETTING_NEEDED,
    .head = N_("Case"), .hint = N_("What the label says") },
  { .key = "spread_mg", .kind = GUO_SETTING_GRAMS, .label = N_("Mass of one fruit, g"),
    .hint = N_("The target begins so much above the net content and is three fruits wide.") },
  { .key = "case_type", .kind = GUO_SETTING_THING, .label = N_("Empty case"), .list = "/v1/crate-types",
    .hint = N_("A type with its tare, from Crates and tares; empty: the tare is typed on the Pack page") },
  { .key = "brand", .kind = GUO_SETTING_THING, .label = N_("Brand"), .list = "/v1/brands", .head = N_("Case label") },
  { .key = "gtin", .kind = GUO_SETTING_TEXT, .label = N_("Item number (GTIN)"),
    .hint = N_("Empty: as the centre numbers its items") },
  { .key = "layout", .kind = GUO_SETTING_LAYOUT, .label = N_("Label"), .within = "case", .words = case_layouts },
  { .key = NULL },
};

static const GuoSetting user_settings[] = {
  NAME,
  { .key = "role", .kind = GUO_SETTING_WORD, .label = N_("Role"), .words = roles, .flags = GUO_SETTING_NEEDED },
  { .key = "pin", .kind = GUO_SETTING_PIN, .label = N_("PIN, 4 to 6 digits"),
    .hint = N_("Empty: the PIN stays as it is") },
  { .key = NULL },
};

/* Joins what there is by " · ". */
static gchar *
join (const gchar *first, ...)
{
  GString *text = g_string_new (first);
  const gchar *part;
  va_list parts;

  va_start (parts, first);
  while ((part = va_arg (parts, const gchar *)) != NULL)
    if (*part != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  va_end (parts);
  return g_string_free (text, FALSE);
}

static const gchar *
word_of (const GuoSettingWord *words, const gchar *value)
{
  for (; words->value != NULL; words++)
    if (strcmp (words->value, value) == 0)
      return _(words->word);
  return value;
}

static gchar *
village_detail (json_t *row)
{
  g_autofree gchar *altitude = guo_row_has (row, "altitude_m")
                                 ? g_strdup_printf (_("%d m"), (gint) guo_row_int (row, "altitude_m")) : g_strdup ("");

  return join (guo_row_text (row, "county"), guo_row_text (row, "township"), altitude, NULL);
}

static gchar *
party_detail (json_t *row)
{
  return join (guo_row_text (row, "cooperative_name"), guo_row_text (row, "code"), guo_row_text (row, "village_name"),
               guo_row_text (row, "phone"), NULL);
}

static gchar *
plot_detail (json_t *row)
{
  g_autofree gchar *mu = guo_format_area_mu (guo_row_int (row, "area_m2"));
  g_autofree gchar *area = g_strdup_printf (_("%s mu"), mu);

  return join (guo_row_text (row, "grower_name"), area, guo_row_text (row, "product_name"),
               guo_row_text (row, "variety_name"), NULL);
}

static gchar *
spray_title (json_t *row)
{
  return join (guo_row_text (row, "grower_name"), guo_row_text (row, "plot_name"), NULL);
}

static gchar *
spray_detail (json_t *row)
{
  g_autofree gchar *days = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) guo_row_int (row, "phi_days")),
                                            (gint) guo_row_int (row, "phi_days"));

  return join (guo_row_text (row, "applied_on"), guo_row_text (row, "name"), days, NULL);
}

static gchar *
product_detail (json_t *row)
{
  g_autoptr(GString) names = g_string_new (NULL);
  gsize i;
  json_t *variety;

  json_array_foreach (guo_row_list (row, "varieties"), i, variety)
    g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", guo_row_text (variety, "name"));
  return join (word_of (product_kinds, guo_row_text (row, "kind")), names->str, NULL);
}

static gchar *
scheme_detail (json_t *row)
{
  g_autofree gchar *day = g_strndup (guo_row_text (row, "since"), 10);
  g_autofree gchar *version = g_strdup_printf (_("version %s since %s"), guo_row_text (row, "version"), day);

  return join (guo_row_text (row, "product_name"), version, NULL);
}

static gchar *
brand_detail (json_t *row)
{
  return join (guo_row_text (row, "owner"), guo_row_text (row, "mark"), guo_row_text (row, "gtin"), NULL);
}

static gchar *
pack_plan_detail (json_t *row)
{
  g_autofree gchar *content = guo_format_net_content (guo_row_int (row, "nominal_mg"));

  return join (guo_row_text (row, "product_name"), guo_row_text (row, "variety_name"), content,
               guo_row_text (row, "brand_name"), NULL);
}

static gchar *
crate_type_detail (json_t *row)
{
  g_autofree gchar *kg = guo_format_mass (guo_row_int (row, "tare_mg"), 2);

  if (!guo_row_has (row, "tare_mg"))
    return g_strdup (_("No tare yet"));
  return g_strdup_printf (_("Tare %s kg since %s"), kg, guo_row_text (row, "tare_from"));
}

static gchar *
tare_title (json_t *row)
{
  g_autofree gchar *kg = guo_format_mass (guo_row_int (row, "tare_mg"), 2);

  return g_strdup_printf (_("%s kg from %s"), kg, guo_row_text (row, "from"));
}

static gchar *
tare_detail (json_t *row)
{
  return join (guo_row_text (row, "actor_name"), guo_row_text (row, "approver_name"), NULL);
}

static gchar *
user_detail (json_t *row)
{
  return g_strdup (word_of (roles, guo_row_text (row, "role")));
}

static const GuoSection variety_section = {
  .id = "varieties", .word = N_("Varieties"), .path = "/v1/varieties", .settings = variety_settings,
  .add = N_("New variety"), .empty = N_("No varieties yet."), .parent = "product", .rows = "varieties", .stops = TRUE,
};

static const GuoSection tare_section = {
  .id = "tares", .word = N_("Tares"), .path = "/v1/tares", .settings = tare_settings, .title = tare_title,
  .detail = tare_detail, .add = N_("New tare"), .empty = N_("No tare yet: crates of this type cannot be weighed net."),
  .parent = "crate_type", .rows_path = "/v1/tares?crate_type=%s",
  .only_add = TRUE,
};

static const GuoSection sections[] = {
  { .id = "centre", .word = N_("Centre"), .path = "/v1/centre", .settings = centre_settings, .single = TRUE },
  { .id = "villages", .word = N_("Villages"), .path = "/v1/villages", .settings = village_settings,
    .detail = village_detail, .add = N_("New village"), .empty = N_("No villages yet."), .stops = TRUE },
  { .id = "cooperatives", .word = N_("Cooperatives"), .path = "/v1/parties", .kind = "cooperative",
    .settings = cooperative_settings, .detail = party_detail, .add = N_("New cooperative"),
    .empty = N_("No cooperatives yet."), .cursor = "after", .stops = TRUE },
  { .id = "growers", .word = N_("Growers"), .path = "/v1/parties", .kind = "grower", .settings = grower_settings,
    .detail = party_detail, .add = N_("New grower"),
    .empty = N_("No growers yet. A list from the office can be imported."), .cursor = "after", .stops = TRUE },
  { .id = "plots", .word = N_("Plots"), .path = "/v1/plots", .settings = plot_settings, .detail = plot_detail,
    .add = N_("New plot"), .empty = N_("No plots yet."), .cursor = "after", .stops = TRUE },
  { .id = "sprays", .word = N_("Sprays"), .path = "/v1/inputs", .settings = spray_settings, .title = spray_title,
    .detail = spray_detail, .add = N_("New spray"), .empty = N_("No sprays are known."), .cursor = "before",
    .voids = TRUE },
  { .id = "products", .word = N_("Products"), .path = "/v1/products", .settings = product_settings,
    .detail = product_detail, .add = N_("New product"), .empty = N_("No products yet."), .below = &variety_section,
    .stops = TRUE },
  { .id = "schemes", .word = N_("Grade schemes"), .path = "/v1/grade-schemes", .detail = scheme_detail,
    .add = N_("Take over a scheme"), .empty = N_("No grade schemes yet."), .stops = TRUE, .panel = guo_schemes_panel_new },
  { .id = "brands", .word = N_("Brands"), .path = "/v1/brands", .settings = brand_settings, .detail = brand_detail,
    .add = N_("New brand"), .empty = N_("No brands yet."), .stops = TRUE },
  { .id = "pack-plans", .word = N_("Pack plans"), .path = "/v1/pack-plans", .settings = pack_plan_settings,
    .detail = pack_plan_detail, .add = N_("New pack plan"),
    .empty = N_("No pack plans yet: on the Pack page class and content are chosen one by one."), .stops = TRUE },
  { .id = "labels", .word = N_("Labels"), .panel = guo_designer_panel_new },
  { .id = "crate-types", .word = N_("Crates and tares"), .path = "/v1/crate-types", .settings = crate_type_settings,
    .detail = crate_type_detail, .add = N_("New crate type"), .empty = N_("No crate types yet."),
    .below = &tare_section, .stops = TRUE },
  { .id = "users", .word = N_("Users"), .path = "/v1/users", .settings = user_settings, .detail = user_detail,
    .add = N_("New user"), .empty = N_("No users yet."), .by_path = TRUE, .stops = TRUE },
  { .id = "links", .word = N_("Cooperative links"), .panel = guo_links_panel_new },
  { .id = "screen", .word = N_("Screen"), .panel = guo_screen_panel_new },
  { .id = "import", .word = N_("Import lists"), .panel = guo_import_panel_new },
  { .id = "backup", .word = N_("Backup"), .panel = guo_backup_panel_new },
  { .id = "program", .word = N_("Weighing program"), .panel = guo_program_panel_new },
  { .id = NULL },
};

const GuoSection *
guo_sections (void)
{
  return sections;
}

gchar *
guo_section_title (const GuoSection *section, json_t *row)
{
  if (section->title != NULL)
    return section->title (row);
  return g_strdup (guo_row_text (row, "name"));
}
