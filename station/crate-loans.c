#include "station/crate-loans.h"

#include "station/call.h"
#include "station/rules.h"

#define CRATES_MAX 100000

const GuoField guo_crate_loans_fields[] = {
  { .name = "cooperative", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "grower", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "delivery", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "crate_type", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "lent", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = CRATES_MAX },
  { .name = "returned", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = CRATES_MAX },
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

const GuoField guo_delivery_loans_fields[] = {
  { .name = "crate_type", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "lent", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = CRATES_MAX },
  { .name = "returned", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = CRATES_MAX },
  { .name = NULL },
};

/* One loan, its things found. */
typedef struct
{
  gint64 cooperative;
  gint64 grower;   /* 0: not said */
  gint64 delivery; /* 0: none */
  gint64 crate_type;
  gint64 lent;
  gint64 returned;
  const gchar *reason; /* (nullable) */
} Loan;

/* {"rows": […], "balances": […]}: what was lent and returned, and what is out now. */
json_t *
guo_crate_loans_list (GuoCall *call, GError **error)
{
  g_autoptr(json_t) answer = guo_call_list (call, "crate-loans", "cooperative,delivery,crate_type,limit,before", "", error);
  g_autoptr(json_t) query
    = answer != NULL ? guo_call_query (call, "cooperative,delivery,crate_type,limit,before", "", error) : NULL;
  json_t *balances = query != NULL ? guo_database_rows (call->db, "crate-balances", query, error) : NULL;

  if (balances == NULL)
    return NULL;
  json_object_set_new (answer, "balances", balances);
  return g_steal_pointer (&answer);
}

static gint64
append_loan (GuoCall *call, const Loan *loan, GError **error)
{
  g_autoptr(json_t) grower = json_pack ("{s:I, s:I}", "lent", (json_int_t) loan->lent, "returned",
                                        (json_int_t) loan->returned);
  g_autoptr(json_t) house = json_object ();

  if (loan->reason != NULL && *loan->reason != '\0')
    json_object_set_new (house, "reason", json_string (loan->reason));
  if (!guo_call_set_ref (call, grower, "cooperative", loan->cooperative, error)
      || !guo_call_set_ref (call, grower, "grower", loan->grower, error)
      || !guo_call_set_ref (call, grower, "delivery", loan->delivery, error)
      || !guo_call_set_ref (call, grower, "crate_type", loan->crate_type, error))
    return -1;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "crate_loan.recorded",
                            .grower = json_incref (grower),
                            .house = json_incref (house),
                          },
                          error);
}

static gboolean
check_crates (GuoCall *call, const Loan *loan, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "crate-type", "crate type", loan->crate_type, error);

  if (row == NULL)
    return FALSE;
  return loan->lent + loan->returned > 0 || guo_bad_field (error, "lent", "neither lent nor returned");
}

static gboolean
check_party (GuoCall *call, gint64 id, const gchar *kind, gint64 cooperative, GError **error)
{
  g_autoptr(json_t) row = id != 0 ? guo_call_row (call, "party", kind, id, error) : NULL;

  if (id == 0)
    return TRUE;
  if (row == NULL)
    return FALSE;
  if (g_strcmp0 (guo_field_text (row, "kind"), kind) != 0)
    return guo_call_not_found (error, kind, json_integer (id));
  if (cooperative != 0 && guo_field_int (row, "cooperative", 0) != cooperative)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "wrong-cooperative",
                       json_pack ("{s:O}", "grower", json_object_get (row, "name")),
                       "%s belongs to another cooperative", guo_field_text (row, "name"));
  return TRUE;
}

static gboolean
check_delivery (GuoCall *call, const Loan *loan, GError **error)
{
  g_autoptr(json_t) row
    = loan->delivery != 0 ? guo_call_row (call, "delivery", "delivery", loan->delivery, error) : NULL;

  if (loan->delivery == 0)
    return TRUE;
  if (row == NULL)
    return FALSE;
  return guo_field_int (row, "cooperative", 0) == loan->cooperative
         || guo_bad_field (error, "delivery", "of another cooperative");
}

/* "not-found"[cooperative, grower, delivery, crate_type], "wrong-cooperative"[grower], "bad-field" */
json_t *
guo_crate_loans_add (GuoCall *call, GError **error)
{
  const Loan loan = {
    .cooperative = guo_field_int (call->body, "cooperative", 0),
    .grower = guo_field_int (call->body, "grower", 0),
    .delivery = guo_field_int (call->body, "delivery", 0),
    .crate_type = guo_field_int (call->body, "crate_type", 0),
    .lent = guo_field_int (call->body, "lent", 0),
    .returned = guo_field_int (call->body, "returned", 0),
    .reason = guo_field_text (call->body, "reason"),
  };
  gint64 n;

  if (!check_party (call, loan.cooperative, "cooperative", 0, error)
      || !check_party (call, loan.grower, "grower", loan.cooperative, error) || !check_crates (call, &loan, error)
      || !check_delivery (call, &loan, error))
    return NULL;
  n = append_loan (call, &loan, error);
  return n < 0 ? NULL : guo_call_row (call, "crate-loan", "crate loan", n, error);
}

/* "already-void" */
json_t *
guo_crate_loans_void (GuoCall *call, GError **error)
{
  return guo_rules_void_row (call, "crate-loan", "crate loan", error);
}

/* The grower of all the sources; 0 when they are of several. */
static gint64
only_grower (json_t *sources)
{
  gint64 grower = guo_field_int (json_array_get (sources, 0), "grower", 0);
  gsize i;
  json_t *source;

  json_array_foreach (sources, i, source)
    if (guo_field_int (source, "grower", 0) != grower)
      return 0;
  return grower;
}

gboolean
guo_crate_loans_of_delivery (GuoCall *call, gint64 delivery, GError **error)
{
  gsize i;
  json_t *said;

  json_array_foreach (json_object_get (call->body, "crate_loans"), i, said)
    {
      const Loan loan = {
        .cooperative = guo_field_int (call->body, "cooperative", 0),
        .grower = only_grower (json_object_get (call->body, "sources")),
        .delivery = delivery,
        .crate_type = guo_field_int (said, "crate_type", 0),
        .lent = guo_field_int (said, "lent", 0),
        .returned = guo_field_int (said, "returned", 0),
      };

      if (!check_crates (call, &loan, error) || append_loan (call, &loan, error) < 0)
        return FALSE;
    }
  return TRUE;
}
