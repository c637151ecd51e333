/* Packing: what every command that fills a case shares. Used by station/pack*.c, preprint.c and repack.c. Writer's thread. */
#pragma once

#include "station/net-content.h"
#include "station/station.h"

G_BEGIN_DECLS

#define GUO_PACKING_CASES_MAX 200
#define GUO_PACKING_LOTS_MAX 50
#define GUO_PACKING_AHEAD_DAYS 7 /* so far ahead labels may be dated; next-packlot-no.sql counts so far back */
#define GUO_PACKING_NOMINAL_MAX_MG ((gint64) 100000000) /* 100 kg: nobody lifts more */

/* What a body says of a weight and of paper, in every table of such a command. */
#define GUO_PACKING_WEIGH_FIELDS \
  { .name = "scale", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL }, \
    { .name = "simulated_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, \
      .max = 2 * GUO_PACKING_NOMINAL_MAX_MG }, \
    { .name = "tare_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = GUO_PACKING_NOMINAL_MAX_MG }, \
    { .name = "net_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 2 * GUO_PACKING_NOMINAL_MAX_MG }
#define GUO_PACKING_PRINT_FIELDS \
  { .name = "printer", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL }, \
    { .name = "simulated_print", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL }

/* Fruit that goes into the cases. */
typedef struct
{
  gint64 lot;
  gint64 mg;
} GuoPackingInput;

/* One command. What is owned is marked, and freed by guo_packing_clear(). */
typedef struct
{
  gint64 lot;               /* harvested, graded, or a pack lot with loose fruit */
  gint64 brand;             /* 0: none */
  gint64 scale;             /* 0: not check-weighed */
  gint64 nominal_mg;
  gint64 count;             /* cases, 1 to 200 */
  gboolean part;            /* one case that is to be completed */
  const gchar *grade_class; /* "special" ...; NULL: that of the lot, where it has one */
  const gchar *gtin_given;  /* (nullable) */

  json_t *plan;             /* owned, nullable: row of the pack plan */
  const gchar *net_mode;    /* "nominal", "scale", "typed" */
  gint64 net_mg;            /* of each case */
  gint64 gross_mg;          /* -1: not weighed */
  gint64 tare_mg;           /* of the empty case */

  json_t *source;           /* owned: row of the lot */
  gchar *day;               /* owned: today */
  gchar *packed_on;         /* owned: what the label says: @day, of labels printed ahead a later one */
  gint season;              /* of the lot */
  gchar letter;             /* of the station */
  gchar *gtin;              /* owned: fourteen digits */
  gint64 pack_lot;          /* 0: to be stated */

  GuoPackingInput inputs[GUO_PACKING_LOTS_MAX];
  guint n_inputs;           /* 0: @lot alone, with what the cases hold */
  gint64 moved_mg;          /* into the pack lot by this transform; 0: what the cases hold */
  json_t *replaced;         /* owned, nullable: rows of the cases that are opened */
  json_t *before;           /* owned, nullable: row of the pack lot that they were of */
} GuoPacking;

/**
 * guo_packing_clear:
 * @packing: what it owns is freed
 */
void guo_packing_clear (GuoPacking *packing);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoPacking, guo_packing_clear)

/**
 * guo_packing_read:
 * @call: a command whose body may name lot, plan, brand, gtin, grade_class, nominal_mg, scale, count, part
 * @packing: (out): filled in; what the body does not say is the plan's
 * @error: return location
 *
 * Returns: %FALSE with "not-found"[pack plan] or "plan-stopped"[name]
 */
gboolean guo_packing_read (GuoCall *call, GuoPacking *packing, GError **error);

/**
 * guo_packing_read_before:
 * @call: a command
 * @packing: its plan, content, brand, item and class become those of a pack lot
 * @pack_lot: n of that lot
 * @error: return location
 *
 * Returns: %FALSE with "not-found"[lot]
 */
gboolean guo_packing_read_before (GuoCall *call, GuoPacking *packing, gint64 pack_lot, GError **error);

/**
 * guo_packing_find_lot:
 * @call: a command
 * @packing: read; source, day, packed_on (where it is not given), season, letter, gtin, pack_lot are filled in
 * @error: return location
 *
 * Cases of one lot, item, class, content, brand, size and day of packing share a pack lot, unless fruit of another lot is in it.
 *
 * Returns: %FALSE with "not-found"[lot, brand], "no-centre", "gtin-needed" (item mode prefix or brand
 *   without a number), "class-differs"[grade_class], "held", "bad-field"[nominal_mg, gtin, grade_class, plan]
 */
gboolean guo_packing_find_lot (GuoCall *call, GuoPacking *packing, GError **error);

/**
 * guo_packing_state_lot:
 * @call: a command
 * @packing: found, without a pack lot; pack_lot is filled in
 * @error: return location
 *
 * Returns: %FALSE with an error
 */
gboolean guo_packing_state_lot (GuoCall *call, GuoPacking *packing, GError **error);

/**
 * guo_packing_weigh:
 * @call: a prepared command
 * @packing: found; net_mode, net_mg, gross_mg, tare_mg are filled in
 * @error: return location
 *
 * By the scale, as typed by a supervisor, or counted as nominal. A case beyond the permitted shortage is refused.
 *
 * Returns: %FALSE with "net-too-low"[net_mg, least_mg, nominal_mg], "supervisor-needed", "reason-needed",
 *   "tare-too-heavy", a refusal of the scale, or "bad-field"[count, net_mg, part]
 */
gboolean guo_packing_weigh (GuoCall *call, GuoPacking *packing, GError **error);

/**
 * guo_packing_loose:
 * @call: a call
 * @lot: row of a lot
 * @mg: (out): what can be packed from it: of a pack lot what stands in no case
 * @error: return location
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_packing_loose (GuoCall *call, json_t *lot, gint64 *mg, GError **error);

/**
 * guo_packing_refuse_empty:
 * @left_mg: what there is
 * @error: return location
 *
 * Returns: %FALSE always, with "lot-empty"[left_mg]
 */
gboolean guo_packing_refuse_empty (gint64 left_mg, GError **error);

/**
 * guo_packing_write:
 * @call: a command
 * @packing: found and weighed, its balance checked
 * @error: return location
 *
 * Takes the load off the scale, states the pack lot, closes the transform, packs the cases, says what they replace,
 * queues their labels.
 *
 * Returns: (transfer full): {lot, cases, job, replaced}; %NULL with an error
 */
json_t *guo_packing_write (GuoCall *call, GuoPacking *packing, GError **error);

/**
 * guo_packing_bind:
 * @call: a command
 * @packing: as guo_packing_write(), one case of a pack lot that is stated
 * @reserved: row of the label that was printed before
 * @error: return location
 *
 * guo_packing_write() under the serial of that label, which is not printed again.
 *
 * Returns: (transfer full): as guo_packing_write(); %NULL with an error
 */
json_t *guo_packing_bind (GuoCall *call, GuoPacking *packing, json_t *reserved, GError **error);

/**
 * guo_packing_reserve:
 * @call: a command
 * @packing: found
 * @error: return location
 *
 * States the pack lot, gives out serials and queues their labels; no fruit is in them yet.
 *
 * Returns: (transfer full): as guo_packing_write(); %NULL with an error
 */
json_t *guo_packing_reserve (GuoCall *call, GuoPacking *packing, GError **error);

/**
 * guo_pack_lot_row:
 * @call: a call
 * @id: n of a pack lot
 * @error: return location
 *
 * Returns: (transfer full): its row with loose_mg and check; %NULL with "not-found"[lot]
 */
json_t *guo_pack_lot_row (GuoCall *call, gint64 id, GError **error);

/**
 * guo_pack_plan_row:
 * @call: a call
 * @id: n of a pack plan
 * @error: return location
 *
 * Returns: (transfer full): its row, with the tare of today and its band; %NULL with "not-found"[pack plan]
 */
json_t *guo_pack_plan_row (GuoCall *call, gint64 id, GError **error);

/**
 * guo_pack_put_band:
 * @row: gets least_mg, from_mg, to_mg
 * @nominal_mg: nominal net content, milligrams, above 0
 * @spread_mg: as guo_net_content_band(); below 0: the usual one, 30 g, or a tenth of the content where that is less
 */
void guo_pack_put_band (json_t *row, gint64 nominal_mg, gint64 spread_mg);

/**
 * guo_case_find:
 * @call: a call
 * @serial: (nullable): of a case
 * @error: return location
 *
 * Returns: (transfer full): its row; %NULL with "not-found"[case]
 */
json_t *guo_case_find (GuoCall *call, const gchar *serial, GError **error);

/**
 * guo_case_is_free:
 * @pack_case: row of a case
 * @error: return location
 *
 * Returns: %FALSE with "case-not-packed"[serial, state] or "case-elsewhere"[serial, pallet]: it stands on a pallet
 */
gboolean guo_case_is_free (json_t *pack_case, GError **error);

/**
 * guo_cases_named:
 * @call: a call
 * @named: (nullable): [{serial}]
 * @error: return location
 *
 * Returns: (transfer full): their rows; %NULL with "not-found"[case], "bad-field"[cases] (one of them twice), or as
 *   guo_case_is_free()
 */
json_t *guo_cases_named (GuoCall *call, json_t *named, GError **error);

/**
 * guo_scrap_append:
 * @call: a command; its body says why
 * @lot: id of the lot that loses it
 * @mg: above 0
 * @units: references of the cases that go with it; empty: loose fruit
 * @error: return location
 *
 * What the lot has is not looked at.
 *
 * Returns: n of the transform; -1 with an error
 */
gint64 guo_scrap_append (GuoCall *call, gint64 lot, gint64 mg, json_t *units, GError **error);

G_END_DECLS
