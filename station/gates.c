#include "station/gates.h"

#include "station/call.h"
#include "station/rules.h"

const GuoField guo_override_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

static gboolean
has_certificate (json_t *body)
{
  const gchar *no = guo_field_text (body, "certificate_no");

  return (no != NULL && *no != '\0') || guo_field_bool (body, "certificate_received");
}

/* @wanted: whether this centre asks for a certificate, and there is none. */
static gboolean
certificate_wanted (GuoCall *call, gboolean *wanted, GError **error)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, error);

  if (centre == NULL)
    return FALSE;
  *wanted = !has_certificate (call->body) && !json_is_false (json_object_get (centre, "certificate_gate"));
  return TRUE;
}

static gboolean
note_override (GuoCall *call, json_t *overrides, const gchar *gate, GError **error)
{
  json_t *item = json_pack ("{s:s, s:O}", "gate", gate, "reason",
                            json_object_get (json_object_get (call->body, "override"), "reason"));

  json_array_append_new (overrides, item);
  return guo_call_set_ref (call, item, "approver", guo_approver (call), error);
}

json_t *
guo_gates_check (GuoCall *call, GError **error)
{
  g_autoptr(json_t) overrides = json_array ();
  gboolean overridden = json_is_object (json_object_get (call->body, "override"));
  gboolean certificate = FALSE;

  if (!certificate_wanted (call, &certificate, error))
    return NULL;
  if (certificate && !overridden)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "certificate-missing", NULL,
                  "no certificate came with the fruit");
      return NULL;
    }
  if (certificate && !guo_is_supervised (call))
    {
      guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL, "an override needs a supervisor");
      return NULL;
    }
  if (certificate && !note_override (call, overrides, "certificate", error))
    return NULL;
  return g_steal_pointer (&overrides);
}
