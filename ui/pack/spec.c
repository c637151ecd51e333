#include "ui/pack/spec.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/grade-words.h"
#include "station/client/row.h"
#include "ui/sample/marks.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define CLASS_KEY "pack-class"
#define CONTENT_KEY "pack-content-mg"
#define MODE_KEY "pack-mode"
#define USUAL_MG 5000000
#define OTHER "0"

static const struct
{
  const gchar *code;
  const gchar *word;
} classes[] = {
  { "special", N_("Special class") }, { "first", N_("First class") },
  { "second", N_("Second class") },   { "third", N_("Third class") },
  { "below", N_("Below grade") },
};

static const gint64 contents_mg[] = { 1500000, 2500000, 5000000, 10000000 };

static gint64
content_mg (GuoScreenState *state)
{
  gint64 mg = guo_screen_state_get_id (state, CONTENT_KEY);

  return mg > 0 ? mg : USUAL_MG;
}

static gboolean
is_graded (json_t *lot)
{
  return strcmp (guo_row_text (lot, "kind"), "graded") == 0;
}

static gchar *
class_code (GuoScreenState *state, json_t *lot)
{
  gchar *code = is_graded (lot) ? g_strdup (guo_row_text (lot, "grade_class")) : guo_screen_state_get (state, CLASS_KEY);

  return code != NULL ? code : g_strdup ("first");
}

/* A class of a scheme that nobody knows is called as its key. */
static const gchar *
class_word (const gchar *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i].code, code) == 0)
      return _(classes[i].word);
  return guo_grade_word (code);
}

gchar *
guo_pack_spec_text (GuoScreenState *state, json_t *lot)
{
  g_autofree gchar *code = class_code (state, lot);
  g_autofree gchar *content = guo_format_net_content (content_mg (state));
  g_auto(GStrv) parts = g_strsplit (content, " ", 2);
  g_autofree gchar *on_one_line = g_strjoinv ("\u00a0", parts);

  return g_strdup_printf ("%s · %s", class_word (code), on_one_line);
}

gboolean
guo_pack_spec_check_weighed (GuoScreenState *state)
{
  g_autofree gchar *mode = guo_screen_state_get (state, MODE_KEY);

  return g_strcmp0 (mode, "count") != 0;
}

json_t *
guo_pack_spec_body (GuoScreenState *state, json_t *lot)
{
  g_autofree gchar *code = class_code (state, lot);

  return json_pack ("{sIsssI}", "lot", guo_row_int (lot, "id"), "grade_class", code, "nominal_mg", content_mg (state));
}

/* The row of the lot that is chosen in the form. */
static json_t *
chosen_lot (GuoForm *form)
{
  gint64 id = g_ascii_strtoll (guo_form_text (form, "lot"), NULL, 10);
  gsize i;
  json_t *lot;

  json_array_foreach ((json_t *) g_object_get_data (G_OBJECT (form), "lots"), i, lot)
    if (guo_row_int (lot, "id") == id)
      return lot;
  return NULL;
}

/* What was graded is packed as what it is. */
static void
lot_chosen (GuoForm *form)
{
  guo_form_set_field_visible (form, "class", !is_graded (chosen_lot (form)));
}

static void
submitted (GuoForm *form)
{
  GtkWidget *page = g_object_get_data (G_OBJECT (form), "page");
  GuoDesk *desk = g_object_get_data (G_OBJECT (form), "desk");
  GuoScreenState *state = guo_desk_state (desk);
  gint64 mg = g_ascii_strtoll (guo_form_text (form, "content"), NULL, 10);
  gint64 lot = g_ascii_strtoll (guo_form_text (form, "lot"), NULL, 10);

  if (lot == 0)
    guo_form_refuse (form, _("No lot has fruit left. Weigh a delivery first."));
  else if (mg == 0 && (!guo_parse_mass (guo_form_text (form, "other"), &mg) || mg == 0))
    guo_form_refuse (form, _("Enter the content in kilograms, for example 2.5."));
  else
    {
      guo_screen_state_set_id (state, CONTENT_KEY, mg);
      if (!is_graded (chosen_lot (form)))
        guo_screen_state_set (state, CLASS_KEY, guo_form_text (form, "class"));
      guo_screen_state_set (state, MODE_KEY, guo_form_text (form, "mode"));
      gtk_widget_activate_action (page, "packing.use-lot", "x", lot);
      guo_sheet_close (page);
    }
}

static void
add_lots (GuoForm *form, GuoDesk *desk, json_t *lots, gint64 in_use)
{
  GuoChoice *choice = guo_form_add_choice (form, "lot", _("Lot"));
  gsize i;
  json_t *lot;

  json_array_foreach (lots, i, lot)
    {
      g_autofree gchar *mass = guo_desk_mass (desk, guo_row_int (lot, "left_mg"), 2);
      g_autofree gchar *left = guo_held_text (lot, mass);
      g_autofree gchar *word = g_strdup_printf ("%s  %s  %s", guo_row_text (lot, "no"),
                                                is_graded (lot) ? class_word (guo_row_text (lot, "grade_class")) : "", left);

      guo_choice_add_id (choice, guo_row_int (lot, "id"), word);
    }
  guo_choice_select_id (choice, in_use != 0 ? in_use
                                            : guo_row_int (json_array_get (lots, 0), "id"));
  g_object_set_data_full (G_OBJECT (form), "lots", json_incref (lots), (GDestroyNotify) json_decref);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (lot_chosen), form, G_CONNECT_SWAPPED);
}

static void
content_chosen (GuoForm *form)
{
  guo_form_set_field_visible (form, "other", strcmp (guo_form_text (form, "content"), OTHER) == 0);
}

static void
add_contents (GuoForm *form, GuoScreenState *state)
{
  GuoChoice *choice = guo_form_add_choice (form, "content", _("Nominal content"));
  gint64 now_mg = content_mg (state);
  gboolean usual = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (contents_mg); i++)
    {
      g_autofree gchar *word = guo_format_net_content (contents_mg[i]);

      guo_choice_add_id (choice, contents_mg[i], word);
      usual |= contents_mg[i] == now_mg;
    }
  if (!usual)
    {
      g_autofree gchar *word = guo_format_net_content (now_mg);

      guo_choice_add_id (choice, now_mg, word);
    }
  guo_choice_add (choice, OTHER, _("Other"));
  guo_choice_select_id (choice, now_mg);
  guo_form_add_entry (form, "other", _("Other content, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (content_chosen), form, G_CONNECT_SWAPPED);
  content_chosen (form);
}

void
guo_pack_spec_ask (GtkWidget *page, GuoDesk *desk, json_t *lots, gint64 lot)
{
  GuoScreenState *state = guo_desk_state (desk);
  GtkWidget *form = guo_form_new (NULL, _("Pack this"));
  g_autofree gchar *code = class_code (state, NULL);
  GuoChoice *choice;

  add_lots (GUO_FORM (form), desk, lots, lot);
  choice = guo_form_add_choice (GUO_FORM (form), "class", _("Class"));
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    guo_choice_add (choice, classes[i].code, _(classes[i].word));
  guo_choice_select (choice, code);
  lot_chosen (GUO_FORM (form));
  add_contents (GUO_FORM (form), state);
  choice = guo_form_add_choice (GUO_FORM (form), "mode", _("How"));
  guo_choice_add (choice, "scale", _("Each on the scale"));
  guo_choice_add (choice, "count", _("Counted"));
  guo_choice_select (choice, guo_pack_spec_check_weighed (state) ? "scale" : "count");
  g_object_set_data (G_OBJECT (form), "page", page);
  g_object_set_data_full (G_OBJECT (form), "desk", g_object_ref (desk), g_object_unref);
  g_signal_connect (form, "submitted", G_CALLBACK (submitted), NULL);
  guo_sheet_open (page, _("What is packed?"), form);
}
