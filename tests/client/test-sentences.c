/* Every word of a refusal has a sentence, and a sentence names what its parameters hold. */
#include "station/client/sentence-table.h"
#include "station/client/sentences.h"

typedef struct
{
  const gchar *name;
  const gchar *code;
  const gchar *params; /* JSON */
  const gchar *said;   /* must be in it */
} Case;

static const Case cases[] = {
  { "text", "name-taken", "{\"name\": \"王芳\"}", "“王芳”" },
  { "number", "port-taken", "{\"port\": 8480, \"reason\": \"x\"}", "8480" },
  { "seconds", "scale-stale", "{\"age_ms\": 3240}", "3.2 s" },
  { "mass", "lot-empty", "{\"left_mg\": 1226400000}", "1\u202f226.40 kg" },
  { "real", "label-digits-too-small", "{\"field\": \"n\", \"height_mm\": 2.5, \"least_mm\": 4.0}", "2.5 mm" },
  { "absent", "name-taken", "{}", "“?”" },
  { "no-params", "scale-empty", NULL, "empty" },
  { "variant-field", "bad-field", "{\"field\": \"pin\", \"reason\": \"missing\"}", "“pin”" },
  { "variant-file", "bad-field", "{\"file\": \"a.csv\", \"line\": 3, \"column\": 2, \"reason\": \"empty\"}",
    "a.csv, line 3, column 2: empty" },
  { "variant-line", "bad-field",
    "{\"file\": \"a.csv\", \"line\": 1, \"column\": 0, \"reason\": \"the column “code” is missing\"}",
    "a.csv, line 1: the column “code” is missing" },
  { "quoted-twice", "bad-field",
    "{\"file\": \"a.csv\", \"line\": 1, \"column\": 2, \"reason\": \"unknown column “a%s”; there are “b, c”\"}",
    "unknown column “a%s”; there are “b, c”" },
  { "quote-left-open", "bad-field", "{\"field\": \"x\", \"reason\": \"it is “odd\"}", "it is “odd" },
  { "variant-pin", "wrong-pin", "{\"wait_s\": 0}", "Type it again" },
  { "variant-wait", "wrong-pin", "{\"wait_s\": 30}", "30 s" },
  { "time", "maybe-recorded", "{\"no\": 33, \"at\": \"2026-07-16T14:03:22.104+08:00\", \"net_mg\": 21600000}",
    "No. 33, recorded at 14:03 (21.60 kg)" },
  { "titled", "value-unlikely", "{\"title\": \"糖度\", \"title_en\": \"soluble solids\", \"value\": \"110\", \"least\": \"1\", \"most\": \"60\", \"unit\": \"°Bx\"}",
    "oluble solids: 110 °Bx cannot be of a fruit (1 to 60 °Bx)" },
  { "time-malformed", "maybe-recorded", "{\"no\": 1, \"at\": \"soon\", \"net_mg\": 0}", "at soon (" },
  { "variant-truck", "maybe-recorded", "{\"at\": \"2026-07-16T14:03:22+08:00\", \"mg\": 7000000000}",
    "the truck recorded at 14:03 (7\u202f000.00 kg)" },
  { "percent-is-text", "name-taken", "{\"name\": \"%s%n\"}", "%s%n" },
  { "brace-is-text", "name-taken", "{\"name\": \"{name}\"}", "“{name}”" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  json_auto_t *params = c->params != NULL ? json_loads (c->params, 0, NULL) : NULL;
  g_autofree gchar *said = guo_client_sentence (c->code, params);

  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, c->said));
}

static void
test_document (void)
{
  g_autofree gchar *path = g_build_filename (SOURCE_ROOT, "station", "api", "openapi.json", NULL);
  json_auto_t *document = json_load_file (path, 0, NULL);
  json_t *codes = NULL;
  json_t *code;
  gsize i;

  g_assert_cmpint (json_unpack (document, "{s:{s:{s:{s:o}}}}", "components", "schemas", "Code", "enum", &codes), ==, 0);
  g_assert_cmpuint (json_array_size (codes), >, 50);
  json_array_foreach (codes, i, code)
    {
      g_autofree gchar *said = guo_client_sentence (json_string_value (code), NULL);

      if (said == NULL)
        g_error ("no sentence for %s", json_string_value (code));
    }
}

/* A word that is there twice would hide the second sentence. */
static void
test_once_each (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (const GuoSentence *sentence = guo_sentences; sentence->code != NULL; sentence++)
    g_assert_true (g_hash_table_add (seen, (gpointer) sentence->code));
}

static void
test_unknown (void)
{
  g_assert_null (guo_client_sentence ("no-such-word", NULL));
}

/* In the process's own language, here English: the words as they are, quoted parts included. */
static void
test_words (void)
{
  g_autofree gchar *known = guo_client_words ("there is no village “红岩”");
  g_autofree gchar *unknown = guo_client_words ("100 % “x");

  g_assert_cmpstr (known, ==, "there is no village “红岩”");
  g_assert_cmpstr (unknown, ==, "100 % “x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/client/sentences/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/client/sentences/document", test_document);
  g_test_add_func ("/client/sentences/once-each", test_once_each);
  g_test_add_func ("/client/sentences/unknown", test_unknown);
  g_test_add_func ("/client/sentences/words", test_words);
  return g_test_run ();
}
