#include "ui/grade/sheets.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/grade/page-private.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define DECIMALS 2
#define CRATES_MOST 999
#define OTHER "other"
#define FRUIT_MOST 100000000

void
guo_grade_open_sheet (GtkWidget *page, GuoDesk *desk, const gchar *title, GtkWidget *content)
{
  g_object_set_data (G_OBJECT (content), "page", page);
  g_object_set_data_full (G_OBJECT (content), "desk", g_object_ref (desk), g_object_unref);
  guo_sheet_open (page, title, content);
}

GuoDesk *
guo_grade_sheet_desk (gpointer content)
{
  return g_object_get_data (content, "desk");
}

GtkWidget *
guo_grade_sheet_page (gpointer content)
{
  return g_object_get_data (content, "page");
}

void
guo_grade_keep_json (gpointer content, const gchar *key, json_t *value)
{
  g_object_set_data_full (content, key, value, (GDestroyNotify) json_decref);
}

void
guo_grade_tell (GtkWidget *page, GuoDesk *desk, const GError *error)
{
  GtkWidget *content = guo_sheet_content (page);

  guo_sounds_play (guo_desk_sounds (desk), GUO_SOUND_REFUSED);
  if (content != NULL && GUO_IS_FORM (content))
    guo_form_refuse (GUO_FORM (content), error->message);
  else
    guo_desk_say (desk, error->message, NULL, TRUE);
}

/* Typed */

static void
typed_submitted (GuoForm *form)
{
  GtkWidget *page = guo_grade_sheet_page (form);
  const gchar *fruit = guo_form_text (form, "fruit");
  json_t *body = g_object_get_data (G_OBJECT (form), "body");
  guint64 count = 0;
  gint64 mg = 0;
  gchar *text;

  if (!guo_parse_mass (guo_form_text (form, "mass"), &mg) || mg == 0)
    {
      guo_form_refuse (form, _("The weight is a number of kilograms, for example 23.45."));
      return;
    }
  if (*fruit != '\0' && !g_ascii_string_to_unsigned (fruit, 10, 0, FRUIT_MOST, &count, NULL))
    {
      guo_form_refuse (form, _("The count of fruit is a whole number; it may be left out."));
      return;
    }
  json_object_set_new (body, "mg", json_integer (mg));
  if (count > 0)
    json_object_set_new (body, "fruit", json_integer ((json_int_t) count));
  text = json_dumps (body, JSON_COMPACT);
  guo_sheet_close (page);
  gtk_widget_activate_action (page, "grading.take", "s", text);
  free (text);
}

void
guo_grade_ask_typed (GtkWidget *page, GuoDesk *desk, const gchar *word, json_t *body)
{
  GtkWidget *form = guo_form_new (_("Net of what came off. A typed weight is marked ✎ everywhere."), _("Record"));
  g_autofree gchar *title = g_strdup_printf (_("✎ Typed weight: %s"), word);

  guo_form_add_entry (GUO_FORM (form), "mass", _("Net, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  guo_form_add_entry (GUO_FORM (form), "fruit", _("Fruit, where they were counted"), GTK_INPUT_PURPOSE_DIGITS, NULL);
  guo_grade_keep_json (form, "body", body);
  g_signal_connect (form, "submitted", G_CALLBACK (typed_submitted), NULL);
  guo_grade_open_sheet (page, desk, title, form);
}

/* Void */

static void
voided (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    return;
  guo_desk_say (data, _("✓ Voided; the line stays, struck through"), NULL, FALSE);
  gtk_widget_activate_action (owner, "grading.reload", NULL);
}

static void
void_chosen (GuoOptions *options, const gchar *reason)
{
  GuoDesk *desk = guo_grade_sheet_desk (options);

  guo_act (guo_grade_sheet_page (options), desk, g_object_get_data (G_OBJECT (options), "path"),
           json_pack ("{ss}", "reason", reason), FALSE, voided, desk);
}

void
guo_grade_ask_void (GtkWidget *page, GuoDesk *desk, const gchar *title, const gchar *path, const gchar *const *reasons)
{
  GtkWidget *options = guo_options_new (_("Why? The line stays, struck through."));

  for (gsize i = 0; reasons[i] != NULL; i++)
    guo_options_add (GUO_OPTIONS (options), _(reasons[i]), _(reasons[i]));
  g_object_set_data_full (G_OBJECT (options), "path", g_strdup (path), g_free);
  g_signal_connect (options, "chosen", G_CALLBACK (void_chosen), NULL);
  guo_grade_open_sheet (page, desk, title, options);
}

/* Tare */

static void
use_tare (GuoForm *form, gint64 mg)
{
  GtkWidget *page = guo_grade_sheet_page (form);

  guo_screen_state_set_id (guo_desk_state (guo_grade_sheet_desk (form)), GUO_GRADE_TARE, mg);
  guo_sheet_close (page);
  gtk_widget_activate_action (page, "grading.reload", NULL);
}

static void
tare_submitted (GuoForm *form)
{
  const gchar *crate = guo_form_text (form, "crate");
  guint64 crates = 0;
  gint64 mg = 0;

  if (strcmp (crate, OTHER) == 0)
    {
      if (guo_parse_mass (guo_form_text (form, "mass"), &mg))
        use_tare (form, mg);
      else
        guo_form_refuse (form, _("Enter kilograms, for example 2.5."));
    }
  else if (strcmp (crate, "0") == 0)
    use_tare (form, 0);
  else if (g_ascii_string_to_unsigned (guo_form_text (form, "crates"), 10, 1, CRATES_MOST, &crates, NULL))
    use_tare (form, g_ascii_strtoll (crate, NULL, 10) * (gint64) crates);
  else
    guo_form_refuse (form, _("1 to 999 crates can be weighed at once."));
}

static void
crate_chosen (GuoForm *form)
{
  const gchar *crate = guo_form_text (form, "crate");
  gboolean other = strcmp (crate, OTHER) == 0;

  guo_form_set_field_visible (form, "mass", other);
  guo_form_set_field_visible (form, "crates", !other && strcmp (crate, "0") != 0);
}

/* A choice's value is what one crate weighs. */
static void
crates_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *form = guo_form_new (_("What the fruit stands in on the scale."), _("Use it"));
  GuoChoice *choice = guo_form_add_choice (GUO_FORM (form), "crate", _("Crate"));
  gsize i;
  json_t *type;

  guo_choice_add (choice, "0", _("No crate"));
  json_array_foreach (guo_row_list (answer, "rows"), i, type)
    if (guo_row_flag (type, "active") && guo_row_int (type, "tare_mg") > 0)
      {
        g_autofree gchar *tare = guo_format_mass (guo_row_int (type, "tare_mg"), DECIMALS);
        g_autofree gchar *word = g_strdup_printf ("%s %s kg", guo_row_text (type, "name"), tare);

        guo_choice_add_id (choice, guo_row_int (type, "tare_mg"), word);
      }
  guo_choice_add (choice, OTHER, _("Other"));
  guo_choice_select (choice, "0");
  guo_form_add_entry (GUO_FORM (form), "crates", _("How many crates"), GTK_INPUT_PURPOSE_DIGITS, "1");
  guo_form_add_entry (GUO_FORM (form), "mass", _("Kilograms"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (crate_chosen), form, G_CONNECT_SWAPPED);
  g_signal_connect (form, "submitted", G_CALLBACK (tare_submitted), NULL);
  crate_chosen (GUO_FORM (form));
  guo_grade_open_sheet (owner, data, _("Tare"), form);
}

void
guo_grade_ask_tare (GtkWidget *page, GuoDesk *desk)
{
  guo_desk_send (desk, "GET", "/v1/crate-types", NULL, page, crates_arrived, desk);
}
