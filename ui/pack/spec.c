#include "ui/pack/spec.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/grade-words.h"
#include "station/client/row.h"
#include "ui/sample/marks.h"
#include "ui/pack/plan.h"
#include "ui/widgets/form.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/sheet.h"

#define CLASS_KEY "pack-class"
#define CONTENT_KEY "pack-content-mg"
#define MODE_KEY "pack-mode"
#define FULL_KEY "pallet-full" /* cases on a full pallet; 0: not known */
#define FULL_MOST 999
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

gint64
guo_pack_spec_content (GuoScreenState *state, json_t *plan)
{
  gint64 mg = plan != NULL ? guo_row_int (plan, "nominal_mg") : guo_screen_state_get_id (state, CONTENT_KEY);

  return mg > 0 ? mg : USUAL_MG;
}

gchar *
guo_pack_spec_class (GuoScreenState *state, json_t *lot, json_t *plan)
{
  json_t *row = guo_pack_lot_has_class (lot) ? lot : plan;
  gchar *code = row != NULL ? g_strdup (guo_row_text (row, "grade_class")) : guo_screen_state_get (state, CLASS_KEY);

  return code != NULL ? code : g_strdup ("first");
}

const gchar *
guo_pack_class_word (const gchar *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i].code, code) == 0)
      return _(classes[i].word);
  return guo_grade_word (code);
}

gchar *
guo_pack_spec_text (GuoScreenState *state, json_t *lot, json_t *plan)
{
  g_autofree gchar *code = guo_pack_spec_class (state, lot, plan);
  g_autofree gchar *content = guo_format_net_content (guo_pack_spec_content (state, plan));
  g_auto(GStrv) parts = g_strsplit (content, " ", 2);
  g_autofree gchar *on_one_line = g_strjoinv ("\u00a0", parts);

  return g_strdup_printf ("%s · %s", guo_pack_lot_has_class (lot) ? guo_grade_class_of (lot, "grade_class") : guo_pack_class_word (code),
                          on_one_line);
}

gboolean
guo_pack_spec_check_weighed (GuoScreenState *state)
{
  g_autofree gchar *mode = guo_screen_state_get (state, MODE_KEY);

  return g_strcmp0 (mode, "count") != 0;
}

json_t *
guo_pack_spec_body (GuoScreenState *state, json_t *lot, json_t *plan)
{
  g_autofree gchar *code = guo_pack_spec_class (state, lot, plan);

  if (plan != NULL)
    return json_pack ("{sIsI}", "lot", guo_row_int (lot, "id"), "plan", guo_row_int (plan, "id"));
  return json_pack ("{sIsssI}", "lot", guo_row_int (lot, "id"), "grade_class", code, "nominal_mg",
                    guo_pack_spec_content (state, NULL));
}

gint64
guo_pack_spec_pallet (GuoScreenState *state)
{
  return guo_screen_state_get_id (state, FULL_KEY);
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

static GuoPicker *
picker_of (GuoForm *form)
{
  return g_object_get_data (G_OBJECT (form), "picker");
}

/* What a plan says, or what was graded is, is not asked. */
static void
show_fields (GuoForm *form)
{
  gboolean free_choice = guo_picker_get (picker_of (form)) == 0;

  guo_form_set_field_visible (form, "class", free_choice && !guo_pack_lot_has_class (chosen_lot (form)));
  guo_form_set_field_visible (form, "content", free_choice);
  guo_form_set_field_visible (form, "other", free_choice && strcmp (guo_form_text (form, "content"), OTHER) == 0);
}

/* Only the plans that suit the lot are offered. */
static void
lot_chosen (GuoForm *form)
{
  GuoPicker *picker = picker_of (form);
  json_t *lot = chosen_lot (form);
  json_auto_t *suiting = json_array ();
  gint64 chosen = 0;
  gsize i;
  json_t *plan;

  json_array_foreach ((json_t *) g_object_get_data (G_OBJECT (form), "plans"), i, plan)
    if (guo_row_flag (plan, "active") && guo_pack_plan_suits (plan, lot))
      {
        json_array_append (suiting, plan);
        if (guo_row_int (plan, "id") == guo_picker_get (picker))
          chosen = guo_row_int (plan, "id");
      }
  guo_picker_set_rows (picker, suiting);
  guo_picker_select (picker, chosen, NULL);
  gtk_widget_set_visible (GTK_WIDGET (picker), json_array_size (suiting) > 0);
  show_fields (form);
}

/* FALSE: it was said what is wrong. */
static gboolean
read_full (GuoForm *form, gint64 *full)
{
  const gchar *text = guo_form_text (form, "full");
  guint64 n = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, FULL_MOST, &n, NULL))
    {
      guo_form_refuse (form, _("A full pallet holds 1 to 999 cases; it may be left out."));
      return FALSE;
    }
  *full = (gint64) n;
  return TRUE;
}

static void
keep (GuoForm *form, gint64 mg, gint64 full)
{
  GuoScreenState *state = guo_desk_state (g_object_get_data (G_OBJECT (form), "desk"));
  gint64 plan = guo_picker_get (picker_of (form));

  guo_screen_state_set_id (state, GUO_PACK_PLAN, plan);
  if (plan == 0)
    guo_screen_state_set_id (state, CONTENT_KEY, mg);
  if (plan == 0 && !guo_pack_lot_has_class (chosen_lot (form)))
    guo_screen_state_set (state, CLASS_KEY, guo_form_text (form, "class"));
  guo_screen_state_set (state, MODE_KEY, guo_form_text (form, "mode"));
  guo_screen_state_set_id (state, FULL_KEY, full);
}

static void
submitted (GuoForm *form)
{
  GtkWidget *page = g_object_get_data (G_OBJECT (form), "page");
  gint64 mg = g_ascii_strtoll (guo_form_text (form, "content"), NULL, 10);
  gint64 lot = g_ascii_strtoll (guo_form_text (form, "lot"), NULL, 10);
  gint64 full = 0;

  if (lot == 0)
    guo_form_refuse (form, _("No lot has fruit left. Weigh a delivery first."));
  else if (guo_picker_get (picker_of (form)) == 0 && mg == 0
           && (!guo_parse_mass (guo_form_text (form, "other"), &mg) || mg == 0))
    guo_form_refuse (form, _("Enter the content in kilograms, for example 2.5."));
  else if (read_full (form, &full))
    {
      keep (form, mg, full);
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
                                                guo_pack_lot_has_class (lot) ? guo_grade_class_of (lot, "grade_class") : "", left);

      guo_choice_add_id (choice, guo_row_int (lot, "id"), word);
    }
  guo_choice_select_id (choice, in_use != 0 ? in_use
                                            : guo_row_int (json_array_get (lots, 0), "id"));
  g_object_set_data_full (G_OBJECT (form), "lots", json_incref (lots), (GDestroyNotify) json_decref);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (lot_chosen), form, G_CONNECT_SWAPPED);
}

static void
add_contents (GuoForm *form, GuoScreenState *state)
{
  GuoChoice *choice = guo_form_add_choice (form, "content", _("Nominal content"));
  gint64 now_mg = guo_pack_spec_content (state, NULL);
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
  g_signal_connect_object (choice, "chosen", G_CALLBACK (show_fields), form, G_CONNECT_SWAPPED);
}

static void
add_plans (GuoForm *form, GuoScreenState *state, json_t *plans)
{
  GtkWidget *picker = guo_picker_new (_("Pack plan"), TRUE);
  GtkWidget *label = gtk_label_new (_("Pack plan"));

  guo_picker_set_none (GUO_PICKER (picker), _("Without a plan"), _("Without a plan"));
  guo_picker_select (GUO_PICKER (picker), guo_screen_state_get_id (state, GUO_PACK_PLAN), NULL);
  g_object_set_data (G_OBJECT (form), "picker", picker);
  g_object_set_data_full (G_OBJECT (form), "plans", json_incref (plans), (GDestroyNotify) json_decref);
  g_signal_connect_object (picker, "chosen", G_CALLBACK (show_fields), form, G_CONNECT_SWAPPED);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-label");
  g_object_bind_property (picker, "visible", label, "visible", G_BINDING_SYNC_CREATE);
  guo_form_add_widget (form, label);
  guo_form_add_widget (form, picker);
}

static void
add_classes (GuoForm *form, GuoScreenState *state)
{
  GuoChoice *choice = guo_form_add_choice (form, "class", _("Class"));
  g_autofree gchar *code = guo_pack_spec_class (state, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    guo_choice_add (choice, classes[i].code, _(classes[i].word));
  guo_choice_select (choice, code);
}

static void
add_ways (GuoForm *form, GuoScreenState *state)
{
  GuoChoice *choice = guo_form_add_choice (form, "mode", _("How"));
  gint64 full = guo_pack_spec_pallet (state);
  g_autofree gchar *text = full > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, full) : g_strdup ("");

  guo_choice_add (choice, "scale", _("Each on the scale"));
  guo_choice_add (choice, "count", _("Counted"));
  guo_choice_select (choice, guo_pack_spec_check_weighed (state) ? "scale" : "count");
  guo_form_add_entry (form, "full", _("Cases on a full pallet"), GTK_INPUT_PURPOSE_DIGITS, text);
}

void
guo_pack_spec_ask (GtkWidget *page, GuoDesk *desk, json_t *lots, json_t *plans, gint64 lot)
{
  GuoScreenState *state = guo_desk_state (desk);
  GtkWidget *form = guo_form_new (NULL, _("Pack this"));

  g_object_set_data (G_OBJECT (form), "page", page);
  g_object_set_data_full (G_OBJECT (form), "desk", g_object_ref (desk), g_object_unref);
  add_lots (GUO_FORM (form), desk, lots, lot);
  add_plans (GUO_FORM (form), state, plans);
  add_classes (GUO_FORM (form), state);
  add_contents (GUO_FORM (form), state);
  add_ways (GUO_FORM (form), state);
  lot_chosen (GUO_FORM (form));
  g_signal_connect (form, "submitted", G_CALLBACK (submitted), NULL);
  guo_sheet_open (page, _("What is packed?"), form);
}
