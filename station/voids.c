#include "station/voids.h"

#include "station/call.h"
#include "station/rules.h"

gboolean
guo_void_check (GuoCall *call, json_t *context, GError **error)
{
  const gchar *text = guo_field_text (call->body, "text");

  if (guo_field_bool (context, "void"))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "it is void already");
  if (g_strcmp0 (guo_field_text (call->body, "reason"), "other") == 0 && (text == NULL || *text == '\0'))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "say why, in text");
  return TRUE;
}

gboolean
guo_void_is_own_last (GuoCall *call, gint64 id, json_t *context, gboolean *own, GError **error)
{
  g_autoptr(json_t) me = guo_call_ref (call, call->actor->user, error);

  if (me == NULL || !guo_delivery_is_open (context, error))
    return FALSE;
  *own = json_equal (me, json_object_get (context, "actor")) && guo_field_int (context, "last", 0) == id;
  return TRUE;
}

gboolean
guo_void_append (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) data = json_object ();
  g_autoptr(json_t) house = json_object ();

  guo_call_merge (data, call->body, NULL, "reason");
  guo_call_merge (house, call->body, NULL, "text"); /* free words may name somebody: not for the public */
  if (!guo_call_set_ref (call, data, "of", id, error)
      || !guo_call_set_ref (call, house, "approver", guo_field_int (call->body, "_approver", 0), error))
    return FALSE;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "fact.voided",
                            .data = json_incref (data),
                            .house = json_incref (house),
                          },
                          error)
         >= 0;
}
