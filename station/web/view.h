/* What every page builder needs: the request, the language, rows of the store, words for people.
 * Main thread only, after guo_web_language_use().
 */
#pragma once

#include "station/web/route.h"
#include "station/web/web.h"

G_BEGIN_DECLS

#define GUO_TEMPLATE_LOT "lot.html"
#define GUO_TEMPLATE_PALLET "pallet.html"
#define GUO_TEMPLATE_COOPERATIVE "cooperative.html"
#define GUO_TEMPLATE_DELIVERY "delivery.html"
#define GUO_TEMPLATE_MESSAGE "message.html"

typedef struct
{
  const GuoPageRequest *request;
  GuoRoute route;
  const gchar *language;   /* "zh-CN", "en" */
  json_t *centre;          /* (nullable): row of the centre; owned */
  json_t *products;        /* (nullable): rows of products with varieties, once asked for; owned */
  GError *error;           /* the first fault of the store; every later query answers NULL */
} GuoView;

/**
 * guo_view_row:
 * @view: a view
 * @statement: of db/sql/query
 * @params: (transfer full): its parameters
 *
 * Returns: (transfer full) (nullable): the row; %NULL when there is none or the store failed
 */
json_t *guo_view_row (GuoView *view, const gchar *statement, json_t *params);

/**
 * guo_view_rows:
 * @view: a view
 * @statement: of db/sql/query
 * @params: (transfer full): its parameters
 *
 * Returns: (transfer full): an array; empty when the store failed
 */
json_t *guo_view_rows (GuoView *view, const gchar *statement, json_t *params);

/**
 * guo_view_query:
 * @view: a view
 * @name: of a parameter in the query
 *
 * Returns: (transfer none) (nullable): its value
 */
const gchar *guo_view_query (const GuoView *view, const gchar *name);

/**
 * guo_view_query_id:
 * @view: a view
 * @name: of a parameter in the query
 *
 * Returns: its value as an id; 0 when absent or no positive whole number
 */
gint64 guo_view_query_id (const GuoView *view, const gchar *name);

/**
 * guo_view_link:
 * @view: a view
 * @query: (nullable): "delivery=12", without "?"
 *
 * Returns: (transfer full): a link to the same page with this query, in the language that was wished
 */
gchar *guo_view_link (const GuoView *view, const gchar *query);

/**
 * guo_view_name:
 * @view: a view
 * @row: (nullable): a row
 * @key: "name", "story", "product_name" …
 *
 * Returns: (transfer none): the text under @key; on an English page under @key with "_en" (or
 *   "product_name_en") when that is there and not empty; "" when absent
 */
const gchar *guo_view_name (const GuoView *view, json_t *row, const gchar *key);

/**
 * guo_view_fruit:
 * @view: a view
 * @row: (nullable): a row with product, variety and their names
 *
 * Returns: (transfer none): the variety's name, or the product's where no variety is said; "" when absent
 */
const gchar *guo_view_fruit (GuoView *view, json_t *row);

/**
 * guo_view_text:
 * @row: (nullable): a row
 * @key: of a string
 *
 * Returns: (transfer none): the string, "" when absent
 */
const gchar *guo_view_text (json_t *row, const gchar *key);

/**
 * guo_view_number:
 * @row: (nullable): a row
 * @key: of an integer
 *
 * Returns: the integer, 0 when absent
 */
gint64 guo_view_number (json_t *row, const gchar *key);

/**
 * guo_view_day:
 * @day: "2026-07-16"
 * @year: whether the year is told
 *
 * Returns: (transfer full): "7月16日", "16 July 2026"; @day itself when it is no day
 */
gchar *guo_view_day (const gchar *day, gboolean year);

/**
 * guo_view_days:
 * @from: "2026-07-15"
 * @to: "2026-07-16"
 *
 * Returns: (transfer full): one day, or both with a dash
 */
gchar *guo_view_days (const gchar *from, const gchar *to);

/**
 * guo_view_kg:
 * @mg: milligrams
 *
 * Returns: (transfer full): kilograms with two decimals, no unit
 */
gchar *guo_view_kg (gint64 mg);

/**
 * guo_view_count:
 * @n: a count
 *
 * Returns: (transfer full): its digits
 */
gchar *guo_view_count (gint64 n);

/**
 * guo_view_class:
 * @view: a view
 * @row: with "class" or "grade_class", "class_name", "class_name_en"
 *
 * Returns: (transfer none): its class as its scheme calls it in the page's language; words for none
 */
const gchar *guo_view_class (const GuoView *view, json_t *row);

/**
 * guo_view_grade:
 * @grade_class: "special" …
 *
 * Returns: (transfer none): its word; @grade_class itself when unknown
 */
const gchar *guo_view_grade (const gchar *grade_class);

/**
 * guo_view_join:
 * @view: a view
 * @rows: (nullable): array of rows with a name
 *
 * Returns: (transfer full): their names, apart as the language does
 */
gchar *guo_view_join (const GuoView *view, json_t *rows);

/**
 * guo_view_add:
 * @list: array
 * @label: what it is
 * @value: (transfer full): what it says; empty or %NULL adds nothing
 *
 * Adds {label, value}.
 *
 * Returns: (transfer none) (nullable): the new member
 */
json_t *guo_view_add (json_t *list, const gchar *label, gchar *value);

/**
 * guo_view_take:
 * @object: object
 * @key: of the new member
 * @text: (transfer full) (nullable): %NULL and "" leave it out
 */
void guo_view_take (json_t *object, const gchar *key, gchar *text);

/**
 * guo_view_today:
 * @view: a view
 *
 * Returns: (transfer full): the centre's day now
 */
gchar *guo_view_today (const GuoView *view);

/**
 * guo_lot_page:
 * @view: a view whose route is of an item, a lot or a case
 * @template: (out): the template that draws it
 *
 * Returns: (transfer full) (nullable): the model; %NULL when there is no such thing, or the store failed
 *   (then view->error is set)
 */
json_t *guo_lot_page (GuoView *view, const gchar **template);

/**
 * guo_pallet_page:
 * @view: a view whose route is of a pallet
 * @template: (out): the template that draws it
 *
 * Whom it goes to, for which order, and the numbers of its cases stay the centre's own: an SSCC can be counted on.
 *
 * Returns: (transfer full) (nullable): the model; %NULL when there is no such pallet, or the store failed
 *   (then view->error is set)
 */
json_t *guo_pallet_page (GuoView *view, const gchar **template);

/**
 * guo_cooperative_page:
 * @view: a view whose route is a cooperative's link
 * @template: (out): the template that draws it
 *
 * Returns: (transfer full) (nullable): the model; %NULL when the link opens nothing, or the store failed
 *   (then view->error is set)
 */
json_t *guo_cooperative_page (GuoView *view, const gchar **template);

/**
 * guo_delivery_page:
 * @view: a view
 * @cooperative: (transfer none): row of the party whose link this is
 * @id: of the delivery
 *
 * Returns: (transfer full) (nullable): model of one delivery; %NULL when it is not this cooperative's
 */
json_t *guo_delivery_page (GuoView *view, json_t *cooperative, gint64 id);

/**
 * guo_delivery_samples:
 * @view: a view
 * @model: of the delivery's page; gets "samples" and "holds" where there are any
 * @delivery: its id
 */
void guo_delivery_samples (GuoView *view, json_t *model, gint64 delivery);

/**
 * guo_certificate_model:
 * @view: a view
 * @lot: row of the pack lot
 * @origin: where it grew, as the page says it
 *
 * Who promises is said by guo_certificate_promise(), as on the label.
 *
 * Returns: (transfer full): what the certificate says, for the lot's page
 */
json_t *guo_certificate_model (GuoView *view, json_t *lot, const gchar *origin);

/**
 * guo_brand_model:
 * @view: a view
 * @lot: row of the pack lot
 *
 * Returns: (transfer full) (nullable): its brand with the papers that held on the day of packing; %NULL: it has none
 */
json_t *guo_brand_model (const GuoView *view, json_t *lot);

/**
 * guo_proof_is_damaged:
 * @view: a view
 * @lot: the event of the pack lot
 * @unit: the event of the case; 0: none
 *
 * Returns: whether one of these records differs from its leaf in the log, or the last signed state of the log does not
 *   bear the log's signature
 */
gboolean guo_proof_is_damaged (GuoView *view, gint64 lot, gint64 unit);

/**
 * guo_proof_model:
 * @view: a view
 * @lot: id of the pack lot
 * @unit: id of the case, 0: none
 *
 * Returns: (transfer full): log, leaves and signed state, for the lot's page
 */
json_t *guo_proof_model (GuoView *view, gint64 lot, gint64 unit);

/**
 * guo_resolver_description:
 * @view: a view
 *
 * Returns: (transfer full): the GS1 resolver description file
 */
json_t *guo_resolver_description (const GuoView *view);

/**
 * guo_resolver_linkset:
 * @view: a view whose path names an item that is there
 * @description: what it is
 *
 * Returns: (transfer full): RFC 9264 linkset of the path
 */
json_t *guo_resolver_linkset (const GuoView *view, const gchar *description);

/**
 * guo_view_dial:
 * @phone: as people write it: "023-5760 0000"
 *
 * Returns: (transfer full): text without what a tel: address must not have
 */
json_t *guo_view_dial (const gchar *phone);

/**
 * guo_view_emblem:
 * @lot: row of a pack lot
 *
 * Returns: (transfer full): which plant is drawn, for emblem.html
 */
json_t *guo_view_emblem (json_t *lot);

/**
 * guo_view_warning:
 * @view: a view
 * @head: what is wrong
 * @text: (transfer full): what to do now
 *
 * Returns: (transfer full): a box that stands above all else, with the centre's telephone
 */
json_t *guo_view_warning (const GuoView *view, const gchar *head, gchar *text);

/**
 * guo_view_is_held:
 * @view: a view
 * @lot: row of a pack lot
 *
 * Returns: whether its fruit is on hold now
 */
gboolean guo_view_is_held (GuoView *view, json_t *lot);

/**
 * guo_view_held_warning:
 * @view: a view
 * @head: what is on hold
 *
 * Returns: (transfer full): as guo_view_warning(). Why it is held is the centre's own
 */
json_t *guo_view_held_warning (const GuoView *view, const gchar *head);

G_END_DECLS
