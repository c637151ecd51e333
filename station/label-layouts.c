/* Layouts of labels: the centre's own as files, a version each time one is set; the shipped ones beside them; and a label
 * as it would come out, for whoever designs one. */
#include "station/call.h"
#include "station/label/case-data.h"
#include "station/label/find.h"
#include "station/label/longest.h"
#include "station/label/names.h"
#include "station/label/pallet-label.h"
#include "station/label/preview.h"
#include "station/rules.h"

#include <string.h>

#define FILE_MAX 200000

static const gchar *const data_words[] = { "sample", "longest", "case", "pallet", NULL };

const GuoField guo_label_layouts_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "file", .type = GUO_FIELD_LONG, .need = GUO_FIELD_REQUIRED_NEW, .max = FILE_MAX },
  { .name = "active", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

const GuoField guo_label_preview_fields[] = {
  { .name = "file", .type = GUO_FIELD_LONG, .need = GUO_FIELD_REQUIRED, .max = FILE_MAX },
  { .name = "data", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = data_words },
  { .name = "case", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 20 },
  { .name = "pallet", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 18, .max = 18 },
  { .name = "dpi", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 203, .max = 600 },
  { .name = NULL },
};

/* A row as faces have it; @own: of the store, else one that is shipped. */
static gboolean
describe (json_t *row, GError **error)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (guo_field_text (row, "file"), error);

  if (layout == NULL)
    return FALSE;
  json_object_set_new (row, "purpose", json_string (guo_label_layout_purpose (layout)));
  json_object_set_new (row, "width", json_integer (layout->width));
  json_object_set_new (row, "height", json_integer (layout->height));
  json_object_set_new (row, "own", json_boolean (json_is_integer (json_object_get (row, "id"))));
  return TRUE;
}

static gboolean
add_shipped (json_t *rows, GError **error)
{
  for (gsize i = 0; guo_label_builtin_names[i] != NULL; i++)
    {
      const gchar *name = guo_label_builtin_names[i];
      g_autoptr(GBytes) text = guo_label_layout_builtin_text (name, error);
      g_autofree gchar *digest = text != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, text) : NULL;
      json_t *row;

      if (text == NULL)
        return FALSE;
      row = json_pack ("{s:n, s:s, s:n, s:s, s:b, s:s%}", "id", "name", name, "version", "sha256", digest, "active", 1,
                       "file", g_bytes_get_data (text, NULL), (int) g_bytes_get_size (text));
      json_array_append_new (rows, row);
      if (!describe (row, error))
        return FALSE;
    }
  return TRUE;
}

/* The centre's own; then, unless one is asked for, those that come with the program. */
json_t *
guo_label_layouts_list (GuoCall *call, GError **error)
{
  g_autoptr(json_t) answer = guo_call_list_offered (call, "label-layouts", "id", "", error);
  json_t *rows = json_object_get (answer, "rows");
  gsize i;
  json_t *row;

  if (answer == NULL)
    return NULL;
  json_array_foreach (rows, i, row)
    if (!describe (row, error))
      return NULL;
  if (guo_field_text (call->params, "id") == NULL && !add_shipped (rows, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static json_t *
layout_row (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "label-layouts", "label", id, error);

  return row != NULL && describe (row, error) ? g_steal_pointer (&row) : NULL;
}

static gboolean
refuse_purpose (GError **error, const gchar *field, const gchar *name, const gchar *wanted)
{
  g_autofree gchar *reason = g_strdup_printf ("“%s” is not a layout of a %s", name, wanted);

  return guo_bad_field (error, field, reason);
}

gboolean
guo_label_layouts_check (GuoDatabase *db, const gchar *name, const gchar *field, const gchar *purpose, GError **error)
{
  g_autoptr(GError) why = NULL;
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_find (db, name, &why);
  const gchar *found = layout != NULL ? guo_label_layout_purpose (layout) : NULL;

  if (layout == NULL && !g_error_matches (why, GUO_STATION_ERROR, GUO_STATION_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (layout == NULL)
    {
      g_autofree gchar *reason = g_strdup_printf ("there is no label layout “%s”", name);

      return guo_bad_field (error, field, reason);
    }
  if (purpose == NULL)
    return strcmp (found, "other") != 0 || refuse_purpose (error, field, name, "case or of a pallet");
  return strcmp (found, purpose) == 0 || refuse_purpose (error, field, name, purpose);
}

/* One in place of a shipped one is asked for by that name: it must be of the same purpose. */
static gboolean
check_purpose (const GuoLabelLayout *layout, GError **error)
{
  g_autoptr(GError) none = NULL;
  g_autoptr(GuoLabelLayout) shipped = guo_label_layout_builtin (layout->id, &none);

  return shipped == NULL || strcmp (guo_label_layout_purpose (shipped), guo_label_layout_purpose (layout)) == 0
         || refuse_purpose (error, "/fields", layout->id, guo_label_layout_purpose (shipped));
}

/* A name is said in lists, at a printer and on the command line, where a path would be taken for a file. */
static gboolean
check_name (GuoCall *call, const gchar *name, gint64 except, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "name", name);
  g_autoptr(json_t) other = NULL;

  if (g_utf8_strlen (name, -1) < 1 || g_utf8_strlen (name, -1) > GUO_LABEL_NAME_MOST || strpbrk (name, "/.\n\t") != NULL)
    return guo_bad_field (error, "/id", "1 to 40 characters without a point or a stroke");
  other = guo_database_row (call->db, "label-layout-named", params, error);
  if (other == NULL)
    return FALSE;
  return json_is_null (other) || guo_field_int (other, "id", 0) == except
         || guo_refuse (error, GUO_STATION_ERROR_REFUSED, "name-taken", json_pack ("{s:s}", "name", name),
                        "the name %s is taken", name);
}

/* Nobody may be left with the name of a layout that is gone; one in place of a shipped one gives way to that. */
static gboolean
check_unused (GuoCall *call, const gchar *name, GError **error)
{
  g_autoptr(GError) none = NULL;
  g_autoptr(GuoLabelLayout) shipped = guo_label_layout_builtin (name, &none);
  g_autoptr(json_t) params = json_pack ("{s:s}", "name", name);
  g_autoptr(json_t) user = NULL;
  g_autofree gchar *by = NULL;

  if (shipped != NULL)
    return TRUE;
  user = guo_database_row (call->db, "label-layout-user", params, error);
  if (user == NULL || json_is_null (user))
    return user != NULL;
  by = g_strdup_printf ("%s “%s”", guo_field_text (user, "kind"), guo_field_text (user, "name"));
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "layout-used", json_pack ("{s:s, s:s}", "layout", name, "by", by),
                     "the layout %s is used by %s", name, by);
}

/* With its own samples, at the fewest dots: what does not come out there is no layout. */
static gboolean
check_drawn (const gchar *file, GError **error)
{
  g_autoptr(GuoLabelPreview) preview = guo_label_preview (file, NULL, 203, error);
  const GuoLabelProblem *first;

  if (preview == NULL || preview->problems->len == 0)
    return preview != NULL;
  first = g_ptr_array_index (preview->problems, 0);
  g_propagate_prefixed_error (error, g_error_copy (first->error), "/items/%d: ", first->item);
  return FALSE;
}

static json_t *
layout_house (GuoCall *call, json_t *old, GError **error)
{
  const gchar *file = guo_field_text (call->body, "file") != NULL ? guo_field_text (call->body, "file")
                                                                  : guo_field_text (old, "file");
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (file, error);
  g_autoptr(json_t) house = layout != NULL ? guo_call_active (call, old) : NULL;
  gint64 id = guo_field_int (old, "id", 0);
  const gchar *was = old != NULL && guo_field_bool (old, "active") ? guo_field_text (old, "name") : NULL;

  if (house == NULL
      || (was != NULL && !(guo_field_bool (house, "active") && strcmp (was, layout->id) == 0) && !check_unused (call, was, error))
      || (guo_field_bool (house, "active")
          && (!check_name (call, layout->id, id, error) || !check_purpose (layout, error) || !check_drawn (file, error))))
    return NULL;
  json_object_set_new (house, "name", json_string (layout->id));
  json_object_set_new (house, "version", json_integer (guo_field_int (old, "version", 0) + 1));
  json_object_set_new (house, "file", json_string (file));
  json_object_set_new (house, "sha256", json_string (layout->sha256));
  return g_steal_pointer (&house);
}

/* "bad-json", "bad-field" whose field is a JSON pointer into the file; "name-taken"; "layout-used"[layout, by]; what guo_label_paint() refuses */
json_t *
guo_label_layouts_set (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = replaces != 0 ? layout_row (call, replaces, error) : NULL;
  g_autoptr(json_t) house = replaces == 0 || old != NULL ? layout_house (call, old, error) : NULL;
  gint64 n;

  if (house == NULL)
    return NULL;
  n = guo_call_append (call, &(GuoFact) { .type = "label_layout.set", .replaces = replaces, .house = json_incref (house) },
                       error);
  return n < 0 ? NULL : layout_row (call, replaces != 0 ? replaces : n, error);
}

/* The data that was asked for; NULL with an error. */
static json_t *
preview_data (GuoCall *call, const gchar *file, GError **error)
{
  const gchar *word = guo_field_text (call->body, "data"), *which;
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (file, error);

  if (layout == NULL)
    return NULL;
  if (word == NULL || strcmp (word, "sample") == 0)
    return guo_label_layout_samples (layout);
  if (strcmp (word, "longest") == 0)
    return guo_label_longest (call->db, layout, error);
  which = guo_field_text (call->body, word); /* the member is called as the word is */
  if (which == NULL)
    {
      guo_bad_field (error, word, "missing");
      return NULL;
    }
  return strcmp (word, "case") == 0 ? guo_case_label_data (call->station, call->db, which, 1, error)
                                    : guo_pallet_label_read (call->station, call->db, which, 1, error);
}

/* Whoever looks at the longest word asks whether any name is too long. */
static gboolean
add_names (GuoCall *call, const gchar *file, gint64 dpi, json_t *answer, GError **error)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_parse (file, error);
  json_t *names = layout != NULL ? guo_label_names (call->db, layout, dpi, error) : NULL;

  return names != NULL && json_object_set_new (answer, "names", names) == 0;
}

/* "bad-json", "bad-field", "not-found"[case, pallet]. Nothing is recorded. */
json_t *
guo_label_layouts_preview (GuoCall *call, GError **error)
{
  const gchar *file = guo_field_text (call->body, "file");
  gint64 dpi = guo_field_int (call->body, "dpi", 203);
  g_autoptr(json_t) data = preview_data (call, file, error);
  g_autoptr(GuoLabelPreview) preview = data != NULL ? guo_label_preview (file, data, dpi, error) : NULL;
  g_autofree gchar *png = NULL;
  g_autoptr(json_t) answer = NULL;
  json_t *problems;

  if (preview == NULL)
    return NULL;
  problems = json_array ();
  for (guint i = 0; i < preview->problems->len; i++)
    json_array_append_new (problems, guo_label_problem_object (g_ptr_array_index (preview->problems, i)));
  png = g_base64_encode (g_bytes_get_data (preview->png, NULL), g_bytes_get_size (preview->png));
  answer = json_pack ("{s:I, s:s, s:o, s:O}", "dpi", (json_int_t) dpi, "png", png, "problems", problems, "data", data);
  return g_strcmp0 (guo_field_text (call->body, "data"), "longest") != 0 || add_names (call, file, dpi, answer, error)
           ? g_steal_pointer (&answer) : NULL;
}
