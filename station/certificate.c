#include "station/certificate.h"

#include <string.h>

#define BUYER "承诺：已按规定收取并保存本批各来源产品的承诺达标合格证；未违规使用保鲜剂、防腐剂、添加剂。"
#define PRODUCER "承诺：未使用国家禁用的农药、兽药及其他化合物；使用的常规农药、兽药残留符合规定。"

static const struct
{
  const gchar *code;
  const gchar *words;
} grounds[] = {
  { "control", "质量安全控制符合要求" },
  { "own-test", "自行检测合格" },
  { "commissioned-test", "委托检测合格" },
};

static const gchar *
text (json_t *row, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (row, name));

  return value != NULL ? value : "";
}

static gint64
number (json_t *row, const gchar *name)
{
  return json_integer_value (json_object_get (row, name));
}

static void
put (json_t *into, const gchar *name, const gchar *value)
{
  json_object_set_new (into, name, json_string (value));
}

/* All grounds that the law knows, the centre's ticked; NULL: it has set none. */
static gchar *
ticked (const gchar *ground)
{
  GString *out = g_string_new ("承诺依据：");
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      gboolean this = strcmp (grounds[i].code, ground) == 0;

      known = known || this;
      g_string_append_printf (out, "%s%s%s", i > 0 ? " " : "", this ? "✓" : "□", grounds[i].words);
    }
  return g_string_free (out, !known);
}

static void
put_centre (json_t *into, json_t *centre)
{
  g_autofree gchar *ground = ticked (text (centre, "certificate_ground"));

  put (into, "promisor", text (centre, "name"));
  put (into, "contact", text (centre, "phone"));
  put (into, "promise", BUYER);
  put (into, "ground", ground);
}

static void
put_cooperative (json_t *into, json_t *certificates)
{
  g_auto(GStrv) numbers = g_strsplit (text (certificates, "number_list"), ",", -1);
  g_autofree gchar *listed = g_strjoinv ("、", numbers);

  put (into, "promisor", text (certificates, "cooperative_name"));
  put (into, "contact", text (certificates, "cooperative_phone"));
  put (into, "certificate_no", listed);
  put (into, "promise", PRODUCER);
}

GuoPromise
guo_certificate_promise (json_t *centre, json_t *certificates)
{
  g_autofree gchar *ground = ticked (text (centre, "certificate_ground"));
  gint64 lots = number (certificates, "lots");

  if (lots == 0)
    return GUO_PROMISE_NOBODY;
  if (ground != NULL && number (certificates, "certified") == lots)
    return GUO_PROMISE_CENTRE;
  return number (certificates, "numbered") == lots && number (certificates, "cooperatives") == 1
           ? GUO_PROMISE_COOPERATIVE
           : GUO_PROMISE_NOBODY;
}

void
guo_certificate_put (json_t *into, json_t *centre, json_t *certificates)
{
  GuoPromise promise = guo_certificate_promise (centre, certificates);

  if (promise == GUO_PROMISE_CENTRE)
    put_centre (into, centre);
  else if (promise == GUO_PROMISE_COOPERATIVE)
    put_cooperative (into, certificates);
}
