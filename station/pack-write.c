/* What a filled case leaves in the log: pack lot, transform, case, what it replaces, label. */
#include "station/call.h"
#include "station/gs1/digital-link.h"
#include "station/packing.h"
#include "station/printing.h"
#include "station/rules.h"
#include "station/scale-note.h"
#include "station/serial.h"
#include "station/station-private.h"

static gboolean
add_edge (GuoCall *call, json_t *list, gint64 lot, json_t *edge, GError **error)
{
  json_array_append_new (list, edge);
  return guo_call_set_ref (call, edge, "lot", lot, error);
}

static gint64
held_mg (const GuoPacking *packing)
{
  return packing->net_mg * packing->count;
}

/* Two scales may disagree about the same fruit: what does not come out even is said. */
static json_t *
transform_of (GuoCall *call, const GuoPacking *packing, GError **error)
{
  gint64 in_mg = 0, out_mg = packing->moved_mg > 0 ? packing->moved_mg : held_mg (packing);
  gboolean again = packing->replaced != NULL || g_strcmp0 (guo_field_text (packing->source, "kind"), "pack") == 0;
  g_autoptr(json_t) house = json_pack ("{s:s, s:[], s:[], s:[]}", "kind", again ? "repack" : "pack", "in", "out", "loss");

  for (guint i = 0; i < packing->n_inputs; i++)
    {
      in_mg += packing->inputs[i].mg;
      if (!add_edge (call, json_object_get (house, "in"), packing->inputs[i].lot,
                     json_pack ("{s:I}", "mg", (json_int_t) packing->inputs[i].mg), error))
        return NULL;
    }
  if (!add_edge (call, json_object_get (house, "out"), packing->pack_lot,
                 json_pack ("{s:s, s:I, s:I}", "grade_class", packing->grade_class, "mg", (json_int_t) out_mg, "n",
                            (json_int_t) packing->count),
                 error))
    return NULL;
  json_object_set_new (house, "unaccounted_mg", json_integer (in_mg - out_mg));
  return g_steal_pointer (&house);
}

/* Fruit that stays in its pack lot is not transformed. */
static gboolean
append_transform (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) house = NULL;

  if (packing->n_inputs == 0)
    packing->inputs[packing->n_inputs++] = (GuoPackingInput) { packing->lot, held_mg (packing) };
  if (packing->n_inputs == 1 && packing->inputs[0].lot == packing->pack_lot)
    return TRUE;
  house = transform_of (call, packing, error);
  return house != NULL
         && guo_call_append (call,
                             &(GuoFact) {
                               .type = "transform.closed",
                               .day = packing->day,
                               .season = packing->season,
                               .house = json_incref (house),
                             },
                             error)
              >= 0;
}

static json_t *
case_house (GuoCall *call, const GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) house = json_pack ("{s:s}", "net_mode", packing->net_mode);
  gboolean typed = g_str_equal (packing->net_mode, "typed");

  if (packing->scale != 0)
    guo_call_merge (house, guo_scale_note (call), NULL, "mantissa,exponent,unit,raw,age_ms,stable_ms,stability");
  if (packing->gross_mg >= 0)
    {
      json_object_set_new (house, "gross_mg", json_integer (packing->gross_mg));
      json_object_set_new (house, "tare_mg", json_integer (packing->tare_mg));
    }
  if (typed)
    guo_call_merge (house, call->body, NULL, "reason");
  if (!guo_call_set_ref (call, house, "source", packing->lot, error)
      || !guo_call_set_ref (call, house, "scale", packing->scale, error)
      || !guo_call_set_ref (call, house, "approver", typed ? guo_approver (call) : 0, error))
    return NULL;
  return g_steal_pointer (&house);
}

/* @reserved: n of the label that was printed before; 0: none */
static gint64
append_case (GuoCall *call, const GuoPacking *packing, const gchar *serial, gint64 reserved, GError **error)
{
  g_autofree gchar *hash = guo_serial_hash (serial);
  g_autoptr(json_t) data = json_pack ("{s:s, s:I, s:I}", "serial_sha256_16", hash, "net_mg",
                                      (json_int_t) packing->net_mg, "nominal_mg",
                                      (json_int_t) packing->nominal_mg);
  g_autoptr(json_t) house = case_house (call, packing, error);

  if (packing->part)
    json_object_set_new (data, "part", json_true ());
  if (house == NULL || !guo_call_set_ref (call, data, "lot", packing->pack_lot, error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "case.packed",
                            .day = packing->day,
                            .season = packing->season,
                            .replaces = reserved,
                            .data = json_incref (data),
                            .trade = json_pack ("{s:s}", "serial", serial),
                            .house = json_incref (house),
                          },
                          error);
}

static gint64
append_reserved (GuoCall *call, const GuoPacking *packing, const gchar *serial, GError **error)
{
  g_autofree gchar *hash = guo_serial_hash (serial);
  g_autoptr(json_t) data
    = json_pack ("{s:s, s:I}", "serial_sha256_16", hash, "nominal_mg", (json_int_t) packing->nominal_mg);
  g_autoptr(json_t) house = json_object ();

  if (!guo_call_set_ref (call, data, "lot", packing->pack_lot, error)
      || !guo_call_set_ref (call, house, "source", packing->lot, error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "case.reserved",
                            .day = packing->day,
                            .season = packing->season,
                            .data = json_incref (data),
                            .trade = json_pack ("{s:s}", "serial", serial),
                            .house = json_incref (house),
                          },
                          error);
}

/* Numbers run through the log, voids counted: a serial is never given twice. */
static json_t *
append_cases (GuoCall *call, const GuoPacking *packing, gboolean filled, GError **error)
{
  g_autoptr(json_t) next = guo_database_row (call->db, "next-case-running", NULL, error);
  g_autoptr(json_t) serials = json_array ();
  gint year = (gint) g_ascii_strtoll (packing->day, NULL, 10);

  if (next == NULL)
    return NULL;
  for (gint64 i = 0; i < packing->count; i++)
    {
      g_autofree gchar *serial = guo_serial_make (call->station->hmac_key, year, packing->letter,
                                                  guo_field_int (next, "running", 1) + i);
      gint64 n = filled ? append_case (call, packing, serial, 0, error) : append_reserved (call, packing, serial, error);

      if (n < 0)
        return NULL;
      json_array_append_new (serials, json_pack ("{s:I, s:s}", "id", (json_int_t) n, "serial", serial));
    }
  return g_steal_pointer (&serials);
}

static json_t *
refs_of (GuoCall *call, json_t *rows, GError **error)
{
  g_autoptr(json_t) refs = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      json_t *ref = guo_call_ref (call, guo_field_int (row, "id", 0), error);

      if (ref == NULL)
        return NULL;
      json_array_append_new (refs, ref);
    }
  return g_steal_pointer (&refs);
}

/* Each case that was opened is void, and names the cases that took its place. */
static gboolean
append_successors (GuoCall *call, const GuoPacking *packing, json_t *cases, GError **error)
{
  g_autoptr(json_t) refs = refs_of (call, cases, error);
  gsize i;
  json_t *row;

  if (refs == NULL)
    return FALSE;
  json_array_foreach (packing->replaced, i, row)
    {
      g_autoptr(json_t) data = json_pack ("{s:s, s:O}", "reason", "repacked", "successors", refs);
      g_autoptr(json_t) house = json_object ();

      json_object_set (house, "text", json_object_get (call->body, "reason"));
      if (!guo_call_set_ref (call, data, "of", guo_field_int (row, "id", 0), error)
          || guo_call_append (call,
                              &(GuoFact) {
                                .type = "fact.voided",
                                .data = json_incref (data),
                                .house = json_incref (house),
                              },
                              error)
               < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
queue_labels (GuoCall *call, json_t *cases, gint64 *job, GError **error)
{
  g_autoptr(json_t) ids = json_array ();
  gint64 first = guo_field_int (json_array_get (cases, 0), "id", 0), printer;
  g_autoptr(json_t) unit = guo_call_row (call, "print-unit", "case", first, error);
  gsize i;
  json_t *item;

  if (unit == NULL || !guo_printing_choose (call, unit, &printer, error))
    return FALSE;
  json_array_foreach (cases, i, item)
    json_array_append (ids, json_object_get (item, "id"));
  *job = guo_printing_queue (call, printer, ids, NULL, error);
  if (*job > 0 && guo_field_bool (call->body, "simulated_print"))
    return guo_printing_append (call, *job, 0, (gint64) json_array_size (ids), "out", NULL, error);
  return *job >= 0;
}

static json_t *
case_answer (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "case", "case", id, error);
  g_autofree gchar *base = guo_station_pages_url (call->station);
  g_autofree gchar *uri = row != NULL ? guo_digital_link_case (base, guo_field_text (row, "gtin"), guo_field_text (row, "lot_no"),
                                                               guo_field_text (row, "serial"), error)
                                      : NULL;
  json_t *answer = json_object ();

  if (uri == NULL)
    {
      json_decref (answer);
      return NULL;
    }
  guo_call_merge (answer, row, NULL, "id,serial,lot_no,gtin,lot,net_mg,nominal_mg,net_mode,part,gross_mg,tare_mg");
  json_object_set_new (answer, "uri", json_string (uri));
  return answer;
}

static json_t *
make_answer (GuoCall *call, const GuoPacking *packing, json_t *cases, gint64 job, GError **error)
{
  g_autoptr(json_t) lot = guo_pack_lot_row (call, packing->pack_lot, error);
  g_autoptr(json_t) answers = json_array ();
  json_t *replaced = json_array ();
  gsize i;
  json_t *item;

  json_array_foreach (packing->replaced, i, item)
    json_array_append (replaced, json_object_get (item, "serial"));
  json_array_foreach (cases, i, item)
    {
      json_t *answer = lot != NULL ? case_answer (call, guo_field_int (item, "id", 0), error) : NULL;

      if (answer == NULL)
        {
          json_decref (replaced);
          return NULL;
        }
      json_array_append_new (answers, answer);
    }
  return json_pack ("{s:O, s:O, s:o, s:o}", "lot", lot, "cases", answers, "job",
                    job > 0 ? json_integer (job) : json_null (), "replaced", replaced);
}

/* What comes before the cases. */
static gboolean
begin (GuoCall *call, GuoPacking *packing, GError **error)
{
  if (packing->scale != 0 && !guo_scale_note_take (call, packing->scale, 0, error))
    return FALSE;
  if (packing->pack_lot == 0 && !guo_packing_state_lot (call, packing, error))
    return FALSE;
  return append_transform (call, packing, error);
}

json_t *
guo_packing_write (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) cases = begin (call, packing, error) ? append_cases (call, packing, TRUE, error) : NULL;
  gint64 job = 0;

  if (cases == NULL || !append_successors (call, packing, cases, error)
      || !queue_labels (call, cases, &job, error))
    return NULL;
  return make_answer (call, packing, cases, job, error);
}

json_t *
guo_packing_bind (GuoCall *call, GuoPacking *packing, json_t *reserved, GError **error)
{
  g_autoptr(json_t) cases = json_pack ("[O]", reserved);

  if (!begin (call, packing, error)
      || append_case (call, packing, guo_field_text (reserved, "serial"), guo_field_int (reserved, "id", 0), error) < 0)
    return NULL;
  return make_answer (call, packing, cases, 0, error);
}

json_t *
guo_packing_reserve (GuoCall *call, GuoPacking *packing, GError **error)
{
  g_autoptr(json_t) cases = NULL;
  gint64 job = 0;

  if (packing->pack_lot == 0 && !guo_packing_state_lot (call, packing, error))
    return NULL;
  cases = append_cases (call, packing, FALSE, error);
  if (cases == NULL || !queue_labels (call, cases, &job, error))
    return NULL;
  return make_answer (call, packing, cases, job, error);
}
