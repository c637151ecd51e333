/* The template engine: what it draws, that nothing gets in unescaped, what it refuses. */
#include "station/web/template.h"

#include <string.h>

static const gchar *
load (const gchar *name, gpointer user_data)
{
  if (g_str_equal (name, "main"))
    return user_data;
  return g_str_equal (name, "part") ? "[{{name}}]" : g_str_equal (name, "loop") ? "{{>loop}}" : NULL;
}

static const gchar *
translate (const gchar *words)
{
  return g_str_equal (words, "Net <content>") ? "净<含>量" : words;
}

static const struct
{
  const gchar *name;
  const gchar *text;
  const gchar *model;
  const gchar *drawn;
} draws[] = {
  { "plain", "<p>a</p>", "{}", "<p>a</p>" },
  { "value", "<p>{{ name }}</p>", "{\"name\":\"李\"}", "<p>李</p>" },
  { "number", "{{n}}", "{\"n\":-12}", "-12" },
  { "absent", "a{{name}}b", "{}", "ab" },
  { "not text", "a{{x}}b", "{\"x\":{\"y\":1}}", "ab" },
  { "dotted", "{{a.b}}", "{\"a\":{\"b\":\"c\"}}", "c" },
  { "escaped text", "<p>{{x}}</p>", "{\"x\":\"<script>alert(1)</script>\"}",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" },
  { "escaped attribute", "<a title=\"{{x}}\">", "{\"x\":\"\\\" onclick='f()' & \"}",
    "<a title=\"&quot; onclick=&#39;f()&#39; &amp; \">" },
  { "control characters", "{{x}}", "{\"x\":\"a\\u0001b\\tc\\u007f\"}", "a\uFFFDb\tc\uFFFD" },
  { "a value is no template", "{{x}}", "{\"x\":\"{{y}}\",\"y\":\"no\"}", "{{y}}" },
  { "words", "{{_ Net <content>}}", "{}", "净&lt;含&gt;量" },
  { "section of a list", "{{#l}}{{.}},{{/l}}", "{\"l\":[\"a\",\"<\",3]}", "a,&lt;,3," },
  { "section of an object", "{{#o}}{{a}}{{b}}{{/o}}", "{\"o\":{\"a\":\"1\"},\"b\":\"2\"}", "12" },
  { "section off", "a{{#x}}b{{#y}}c{{/y}}{{/x}}d", "{\"x\":false,\"y\":true}", "ad" },
  { "section of empty things", "{{#a}}1{{/a}}{{#b}}2{{/b}}{{#c}}3{{/c}}{{#d}}4{{/d}}",
    "{\"a\":\"\",\"b\":0,\"c\":[],\"d\":null}", "" },
  { "inverted", "{{^x}}none{{/x}}{{^y}}no{{/y}}", "{\"x\":[],\"y\":\"t\"}", "none" },
  { "inner before outer", "{{#l}}{{x}}{{/l}}", "{\"x\":\"o\",\"l\":[{\"x\":\"i\"},{}]}", "io" },
  { "nested lists", "{{#l}}<{{#m}}{{.}}{{/m}}>{{/l}}", "{\"l\":[{\"m\":[1,2]},{\"m\":[]}]}", "<12><>" },
  { "same name within", "{{#x}}a{{#x}}b{{/x}}c{{/x}}", "{\"x\":true}", "abc" },
  { "drawing", "{{&x}}", "{\"x\":{\"drawing\":\"<svg/>\"}}", "<svg/>" },
  { "text is no drawing", "a{{&x}}{{&y}}{{&z}}b", "{\"x\":\"<svg/>\",\"y\":[\"<svg/>\"]}", "ab" },
  { "drawing without name", "{{&}}", "{}", NULL },
  { "other template", "{{#l}}{{>part}}{{/l}}", "{\"l\":[{\"name\":\"&\"}]}", "[&amp;]" },
  { "remark", "a{{! nothing }}b", "{}", "ab" },
  { "single braces", "@media(x){a{b:c}}", "{}", "@media(x){a{b:c}}" },
  { "no end", "a\nb{{name", "{}", NULL },
  { "no name", "{{}}", "{}", NULL },
  { "open section", "{{#x}}a", "{\"x\":true}", NULL },
  { "open section off", "{{#x}}a", "{}", NULL },
  { "closed twice", "{{#x}}a{{/x}}{{/x}}", "{}", NULL },
  { "closed crosswise", "{{#x}}{{#y}}{{/x}}{{/y}}", "{}", NULL },
  { "absent template", "{{>none}}", "{}", NULL },
  { "endless template", "{{>loop}}", "{}", NULL },
};

static void
test_draw (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  const GuoTemplateSource source = { load, translate, (gpointer) draws[i].text };
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  json_t *model = json_loads (draws[i].model, 0, NULL);
  gboolean drawn;

  g_assert_nonnull (model);
  drawn = guo_template_render (&source, "main", model, out, &error);
  json_decref (model);
  if (draws[i].drawn == NULL)
    {
      g_assert_false (drawn);
      g_assert_true (error->domain == GUO_TEMPLATE_ERROR);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (out->str, ==, draws[i].drawn);
}

static void
test_line (void)
{
  const GuoTemplateSource source = { load, translate, (gpointer) "a\nb\n{{/x}}" };
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  json_t *model = json_object ();

  g_assert_false (guo_template_render (&source, "main", model, out, &error));
  g_assert_nonnull (strstr (error->message, "main, line 3"));
  json_decref (model);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (draws); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/web/template/%s", draws[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_draw);
    }
  g_test_add_func ("/web/template/line", test_line);
  return g_test_run ();
}
