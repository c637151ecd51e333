#include "ui/sample/form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "station/client/sample-text.h"
#include "ui/act.h"
#include "ui/grade/sheets.h"
#include "ui/grade/words.h"
#include "ui/sample/marks.h"
#include "ui/sample/measured.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define JUDGE_MS 250
#define MG_PER_HUNDREDTH 10000 /* guo_parse_mass() reads any plain decimal, full-width too */
#define MG_PER_ONE 1000000
#define INSPECTED "inspected"
#define MASS "mass"
#define STATE_KEY "sample-form"

/* What a form knows; freed with it. */
typedef struct
{
  GtkWidget *page;
  GuoDesk   *desk;
  GuoForm   *form;
  json_t    *subject;
  json_t    *shape;     /* as /v1/samples/form answers */
  GuoMeasured *measured; /* (nullable): before there is a form */
  GHashTable *notes;    /* name of a value, or title of a defect → label at its field */
  GtkLabel  *rest;      /* results that belong to no field */
  GtkLabel  *verdict;
  guint      timer;
} Sample;

static void
sample_free (gpointer data)
{
  Sample *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_unref (self->notes);
  guo_measured_free (self->measured);
  json_decref (self->subject);
  json_decref (self->shape);
  g_object_unref (self->desk);
  g_free (self);
}

/* Reading what was typed */

/* FALSE: it is no such number; absent is none. */
static gboolean
read_number (Sample *self, const gchar *key, gint64 unit, gint64 *value, gboolean *there)
{
  const gchar *text = guo_form_text (self->form, key);
  gint64 mg = 0;

  *there = *text != '\0';
  if (!*there)
    return TRUE;
  if (!guo_parse_mass (text, &mg) || mg % unit != 0)
    return FALSE;
  *value = mg / unit;
  return TRUE;
}

/* Returns: (transfer none) (nullable): the title of the field that is no number */
static const gchar *
put_list (Sample *self, json_t *body, const gchar *list, const gchar *member, const gchar *value_key, gint64 unit)
{
  json_t *fields = guo_row_list (self->shape, strcmp (list, "values") == 0 ? "fields" : list), *field, *into = json_array ();
  gint64 value = 0;
  gboolean there;
  gsize i;

  json_object_set_new (body, list, into);
  json_array_foreach (fields, i, field)
    {
      const gchar *name = guo_row_text (field, member);

      if (guo_measured_put (self->measured, name, into))
        continue;
      if (!read_number (self, name, unit, &value, &there))
        return guo_sample_title (field);
      if (there)
        json_array_append_new (into, json_pack ("{s:s, s:I}", member, name, value_key, (json_int_t) value));
    }
  return NULL;
}

/* Returns: (transfer none) (nullable): the title of the field that is no number */
static const gchar *
put_inspected (Sample *self, json_t *body)
{
  gint64 n = 0, mg = 0;
  gboolean counted, weighed;

  if (!read_number (self, INSPECTED, MG_PER_ONE, &n, &counted))
    return _("fruit looked at");
  if (!read_number (self, MASS, 1, &mg, &weighed))
    return _("their mass, kg");
  if (counted)
    json_object_set_new (body, "inspected", json_pack ("{s:I}", "n", (json_int_t) n));
  if (counted && weighed)
    json_object_set_new (json_object_get (body, "inspected"), "mass_mg", json_integer (mg));
  return NULL;
}

/* Returns: (transfer full) (nullable): NULL: one field is no number, and was named */
static json_t *
body_of (Sample *self)
{
  json_t *body = json_copy (self->subject);
  const gchar *wrong = put_list (self, body, "values", "name", "value", MG_PER_HUNDREDTH);
  g_autofree gchar *sentence = NULL;

  if (wrong == NULL)
    wrong = put_inspected (self, body);
  if (wrong == NULL)
    wrong = put_list (self, body, "defects", "defect", "n", MG_PER_ONE);
  if (wrong == NULL)
    {
      guo_form_refuse (self->form, NULL);
      return body;
    }
  sentence = g_strdup_printf (_("“%s” is not a number that can be used, for example 10.8."), wrong);
  guo_form_refuse (self->form, sentence);
  json_decref (body);
  return NULL;
}

/* The verdict while it is typed */

static void
set_note (GtkLabel *label, json_t *result)
{
  g_autofree gchar *limit = guo_sample_limit (result);
  const gchar *state = guo_row_text (result, "state");
  g_autofree gchar *text = g_strdup_printf ("%s · %s %s", limit, guo_sample_mark (state), guo_sample_state (state));

  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  if (strcmp (state, "failed") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (label), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "failed");
}

static void
add_rest (GString *rest, json_t *result)
{
  const gchar *state = guo_row_text (result, "state");
  g_autofree gchar *limit = guo_sample_limit (result);
  g_autofree gchar *value = guo_sample_value (result);

  g_string_append_printf (rest, "%s%s: %s (%s) · %s %s", rest->len > 0 ? "\n" : "", guo_sample_title (result), value, limit,
                          guo_sample_mark (state), guo_sample_state (state));
}

/* Of several limits on one field the worst is told. */
static gboolean
is_worse (json_t *result, json_t *than)
{
  static const gchar *const order[] = { "ok", "missing", "failed" };
  gint rank[2] = { -1, -1 };

  for (gint i = 0; i < 3; i++)
    {
      if (strcmp (guo_row_text (result, "state"), order[i]) == 0)
        rank[0] = i;
      if (strcmp (guo_row_text (than, "state"), order[i]) == 0)
        rank[1] = i;
    }
  return rank[0] > rank[1];
}

static void
show_results (Sample *self, json_t *results)
{
  g_autoptr(GString) rest = g_string_new (NULL);
  g_autoptr(GHashTable) told = g_hash_table_new (g_direct_hash, g_direct_equal);
  gsize i;
  json_t *result;

  json_array_foreach (results, i, result)
    {
      const gchar *name = guo_row_has (result, "name") ? guo_row_text (result, "name") : guo_row_text (result, "title");
      GtkLabel *label = g_hash_table_lookup (self->notes, name);
      json_t *before = label != NULL ? g_hash_table_lookup (told, label) : NULL;

      if (label == NULL)
        add_rest (rest, result);
      else if (before == NULL || is_worse (result, before))
        {
          set_note (label, result);
          g_hash_table_insert (told, label, result);
        }
    }
  gtk_label_set_label (self->rest, rest->str);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), rest->len > 0);
}

/* The class that was asked for, as its scheme names it. */
static const gchar *
class_name (Sample *self, const gchar *key)
{
  gsize i;
  json_t *class;

  json_array_foreach (guo_row_list (self->shape, "classes"), i, class)
    if (strcmp (guo_row_text (class, "grade_class"), key) == 0 && *guo_grade_name (class) != '\0')
      return guo_grade_name (class);
  return key;
}

static void
show_verdict (Sample *self, json_t *judged)
{
  const gchar *state = json_is_object (judged) ? guo_row_text (judged, "state") : "unjudged";
  gboolean failed = strcmp (state, "failed") == 0;
  g_autofree gchar *text = NULL;

  if (strcmp (state, "passed") == 0)
    text = g_strdup_printf (_("%s passed as %s"), guo_sample_mark (state), class_name (self, guo_row_text (judged, "grade_class")));
  else if (failed)
    text = g_strdup_printf (_("%s failed: it will be held"), guo_sample_mark (state));
  else
    text = g_strdup_printf ("%s %s", guo_sample_mark (state), guo_sample_state (state));
  gtk_label_set_label (self->verdict, text);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "failed");
}

static void
judged (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Sample *self = g_object_get_data (owner, STATE_KEY);

  if (answer == NULL)
    {
      if (strcmp (guo_client_error_code (error), "sample-empty") != 0)
        guo_form_refuse (self->form, error->message);
      gtk_label_set_label (self->verdict, "");
      return;
    }
  show_results (self, guo_row_list (json_object_get (answer, "judged"), "results"));
  show_verdict (self, json_object_get (answer, "judged"));
}

static gboolean
judge_now (gpointer user_data)
{
  Sample *self = user_data;
  json_t *body = body_of (self);

  self->timer = 0;
  if (body != NULL)
    guo_desk_send (self->desk, "POST", "/v1/samples/judge", body, self->form, judged, NULL);
  return G_SOURCE_REMOVE;
}

static void
edited (GuoForm *form, gpointer user_data)
{
  Sample *self = user_data;

  guo_measured_check (self->measured);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (JUDGE_MS, judge_now, self);
}

/* Recording */

static void
recorded (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *desk = data;
  const gchar *state = guo_row_text (answer, "state");
  gboolean failed = strcmp (state, "failed") == 0;
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    {
      guo_grade_tell (owner, desk, error);
      return;
    }
  text = failed ? g_strdup_printf (_("%s Sample recorded; it failed, and is held"), guo_sample_mark (state))
                : g_strdup_printf (_("✓ Sample recorded: %s"), guo_sample_state (state));
  guo_sounds_play (guo_desk_sounds (desk), failed ? GUO_SOUND_REFUSED : GUO_SOUND_RECORDED);
  guo_desk_say (desk, text, NULL, failed);
}

static void
submitted (GuoForm *form, gpointer user_data)
{
  Sample *self = user_data;
  json_t *body = body_of (self);

  if (body != NULL)
    guo_act_in_form (self->page, self->desk, "/v1/samples", body, recorded, self->desk);
}

/* Building */

static GtkLabel *
label_new (const gchar *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static void
add_field (Sample *self, const gchar *key, const gchar *title, const gchar *unit, gboolean whole, const gchar *note)
{
  g_autofree gchar *label = g_strdup_printf (*unit != '\0' ? "%s, %s" : "%s%s", title, unit);

  guo_form_add_entry (self->form, key, label, whole ? GTK_INPUT_PURPOSE_DIGITS : GTK_INPUT_PURPOSE_NUMBER, NULL);
  if (note != NULL)
    g_hash_table_insert (self->notes, g_strdup (note), guo_form_add_note (self->form));
}

static void
add_fields (Sample *self)
{
  gsize i;
  json_t *field;

  guo_form_begin_cells (self->form, guo_desk_compact (self->desk) > 1 ? 1 : 2);
  json_array_foreach (guo_row_list (self->shape, "fields"), i, field)
    {
      add_field (self, guo_row_text (field, "name"), guo_sample_title (field), guo_row_text (field, "unit"), FALSE,
                 guo_row_flag (field, "asked") ? guo_row_text (field, "name") : NULL);
      guo_measured_add_mark (self->measured, guo_row_text (field, "name"));
    }
  if (json_array_size (guo_row_list (self->shape, "classes")) == 0)
    return;
  guo_form_begin_cells (self->form, guo_desk_compact (self->desk) > 1 ? 1 : 2);
  add_field (self, INSPECTED, _("fruit looked at"), "", TRUE, NULL);
  if (guo_row_flag (self->shape, "by_mass"))
    add_field (self, MASS, _("their mass, kg"), "", FALSE, NULL);
  json_array_foreach (guo_row_list (self->shape, "defects"), i, field)
    add_field (self, guo_row_text (field, "defect"), guo_sample_title (field), "", TRUE, guo_row_text (field, "title"));
}

static void
shape_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Sample *self = data;
  g_autofree gchar *title = NULL;

  if (answer == NULL)
    {
      guo_desk_say (self->desk, error->message, NULL, TRUE);
      sample_free (self);
      return;
    }
  self->shape = json_incref (answer);
  self->form = GUO_FORM (guo_form_new (NULL, _("Record the sample")));
  g_object_set_data_full (G_OBJECT (self->form), STATE_KEY, self, sample_free);
  self->measured = guo_measured_new (self->desk, self->form, guo_row_list (answer, "fields"));
  add_fields (self);
  self->rest = label_new ("field-note");
  self->verdict = label_new ("verdict");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->verdict), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Verdict"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rest), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Further limits"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), FALSE);
  guo_form_add_widget (self->form, GTK_WIDGET (self->rest));
  guo_form_add_foot (self->form, GTK_WIDGET (self->verdict));
  g_signal_connect (self->form, "edited", G_CALLBACK (edited), self);
  g_signal_connect (self->form, "submitted", G_CALLBACK (submitted), self);
  title = guo_row_has (answer, "asked")
            ? g_strdup_printf (_("Sample: %s · %s"), guo_row_text (answer, "no"), class_name (self, guo_row_text (answer, "asked")))
            : g_strdup_printf (_("Sample: %s"), guo_row_text (answer, "no"));
  guo_sheet_open (self->page, title, GTK_WIDGET (self->form));
}

void
guo_sample_open (GtkWidget *page, GuoDesk *desk, json_t *subject)
{
  Sample *self = g_new0 (Sample, 1);
  g_autoptr(GString) path = g_string_new ("/v1/samples/form?");
  const gchar *class = guo_row_text (subject, "grade_class");

  self->page = page;
  self->desk = g_object_ref (desk);
  self->subject = subject;
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_string_append_printf (path, "lot=%s", "");
  if (guo_row_has (subject, "lot"))
    g_string_append_printf (path, "%" G_GINT64_FORMAT, guo_row_int (subject, "lot"));
  if (guo_row_has (subject, "run"))
    g_string_append_printf (path, "&run=%" G_GINT64_FORMAT, guo_row_int (subject, "run"));
  if (*class != '\0')
    {
      g_autofree gchar *escaped = g_uri_escape_string (class, NULL, FALSE);

      g_string_append_printf (path, "&grade_class=%s", escaped);
    }
  guo_desk_send (desk, "GET", path->str, NULL, page, shape_arrived, self);
}
