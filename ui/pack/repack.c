#include "ui/pack/repack.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/pack/case-ticks.h"
#include "ui/pack/content.h"
#include "ui/pack/plan.h"
#include "ui/pack/spec.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define AS_BEFORE "as-before"
#define PLAN "plan:"
#define COUNT_MOST 200
#define CASES_MOST 50

static const gint64 contents_mg[] = { 1500000, 2500000, 5000000, 10000000 };
static const gchar *const reasons[] = { N_("Other content ordered"), N_("Case damaged"), N_("Fruit sorted again"),
                                        N_("Packed by mistake") };

/* Which cases were asked for, and what there is to make of them. */
typedef struct
{
  GtkWidget *page;
  GuoDesk   *desk;
  json_t    *cases; /* rows, ticked */
  json_t    *plans;
  gint64     had_mg;
  GtkLabel  *sums;
} Repack;

static void
repack_free (gpointer data)
{
  Repack *self = data;

  g_object_unref (self->desk);
  json_decref (self->cases);
  json_decref (self->plans);
  g_free (self);
}

static Repack *
repack_of (GuoForm *form)
{
  return g_object_get_data (G_OBJECT (form), "repack");
}

/* What they become */

static json_t *
plan_chosen (GuoForm *form)
{
  const gchar *what = guo_form_text (form, "what");
  gint64 id = g_str_has_prefix (what, PLAN) ? g_ascii_strtoll (what + strlen (PLAN), NULL, 10) : 0;
  gsize i;
  json_t *plan;

  json_array_foreach (repack_of (form)->plans, i, plan)
    if (id != 0 && guo_row_int (plan, "id") == id)
      return plan;
  return NULL;
}

static gint64
nominal_of (GuoForm *form)
{
  const gchar *what = guo_form_text (form, "what");
  json_t *plan = plan_chosen (form);

  if (plan != NULL)
    return guo_row_int (plan, "nominal_mg");
  if (strcmp (what, AS_BEFORE) == 0)
    return guo_row_int (json_array_get (repack_of (form)->cases, 0), "nominal_mg");
  return g_ascii_strtoll (what, NULL, 10);
}

static gboolean
is_weighed (GuoForm *form)
{
  return strcmp (guo_form_text (form, "how"), "scale") == 0;
}

/* 0: it cannot be told yet */
static gint64
count_of (GuoForm *form)
{
  guint64 n = 0;

  if (is_weighed (form))
    return 1;
  return g_ascii_string_to_unsigned (guo_form_text (form, "count"), 10, 1, COUNT_MOST, &n, NULL) ? (gint64) n : 0;
}

static gint64
tare_of (GuoForm *form)
{
  return guo_pack_plan_tare (guo_desk_state (repack_of (form)->desk), plan_chosen (form));
}

/* What is in the new cases; -1: not known, nothing stands still on the scale. */
static gint64
held_mg (GuoForm *form)
{
  GuoDesk *desk = repack_of (form)->desk;
  json_t *line = guo_desk_weight (desk);
  const gchar *state = guo_row_text (line, "state");

  if (!is_weighed (form))
    return count_of (form) * nominal_of (form);
  if (!guo_row_has (line, "mg") || (strcmp (state, "stable") != 0 && strcmp (state, "maybe-recorded") != 0))
    return -1;
  return guo_content_net (guo_row_int (line, "mg"), tare_of (form), guo_row_int (line, "e_mg"));
}

static void
show_sums (GuoForm *form)
{
  Repack *self = repack_of (form);
  gint64 held = held_mg (form), rest = self->had_mg - held;
  g_autofree gchar *opened = guo_cases_sum_text ((guint) json_array_size (self->cases), self->had_mg);
  g_autofree gchar *made = guo_cases_sum_text ((guint) count_of (form), MAX (held, 0));
  g_autofree gchar *left = guo_content_grams (ABS (rest));
  g_autofree gchar *text = NULL;

  if (held < 0)
    text = g_strdup_printf (_("Opened: %s\nNew: put the case on the scale"), opened);
  else
    /* Translators: two sums of cases, and grams */
    text = g_strdup_printf (rest >= 0 ? _("Opened: %s\nNew: %s\nLeft over: %s g") : _("Opened: %s\nNew: %s\n▲ %s g more than there were"),
                            opened, made, left);
  if (strcmp (gtk_label_get_label (self->sums), text) != 0)
    gtk_label_set_label (self->sums, text);
}

static void
changed (GuoForm *form)
{
  guo_form_refuse (form, NULL);
  guo_form_set_field_visible (form, "count", !is_weighed (form));
  show_sums (form);
}

/* As many whole ones as there is fruit for. */
static void
what_chosen (GuoForm *form)
{
  gint64 n = nominal_of (form) > 0 ? CLAMP (repack_of (form)->had_mg / nominal_of (form), 1, COUNT_MOST) : 1;
  g_autofree gchar *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  guo_form_set_text (form, "count", text);
  changed (form);
}

static void
repacked (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *desk = data;
  guint opened = (guint) json_array_size (guo_row_list (answer, "replaced"));
  guint made = (guint) json_array_size (guo_row_list (answer, "cases"));
  g_autofree gchar *text = NULL;

  guo_sounds_play (guo_desk_sounds (desk), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer == NULL)
    return;
  /* Translators: numbers of cases */
  text = g_strdup_printf (_("✓ Opened %u, packed %u; the old labels are void"), opened, made);
  guo_desk_say (desk, text, NULL, FALSE);
  gtk_widget_activate_action (page, "packing.use-pack-lot", "x", guo_row_int (json_object_get (answer, "lot"), "id"));
}

static json_t *
body_of (GuoForm *form)
{
  Repack *self = repack_of (form);
  json_t *plan = plan_chosen (form);
  json_t *body = json_pack ("{sossss}", "cases", guo_cases_body (self->cases), "reason", guo_form_text (form, "reason"), "rest",
                            guo_form_text (form, "rest"));

  if (plan != NULL)
    json_object_set_new (body, "plan", json_integer (guo_row_int (plan, "id")));
  else if (strcmp (guo_form_text (form, "what"), AS_BEFORE) != 0)
    json_object_set_new (body, "nominal_mg", json_integer (nominal_of (form)));
  if (is_weighed (form))
    {
      json_object_set_new (body, "scale", json_integer (guo_desk_scale (self->desk)));
      json_object_set_new (body, "tare_mg", json_integer (tare_of (form)));
    }
  else
    json_object_set_new (body, "count", json_integer (count_of (form)));
  return body;
}

static void
submitted (GuoForm *form)
{
  Repack *self = repack_of (form);

  if (count_of (form) == 0)
    guo_form_refuse (form, _("Enter how many cases come out: 1 to 200."));
  else if (held_mg (form) < 0)
    guo_form_refuse (form, _("Nothing stands still on the scale: put the new case there."));
  else if (!is_weighed (form) && held_mg (form) > self->had_mg)
    guo_form_refuse (form, _("The opened cases hold less. Enter fewer."));
  else
    guo_act (self->page, self->desk, "/v1/repacks", body_of (form), FALSE, repacked, self->desk);
}

static void
add_what (GuoForm *form, Repack *self)
{
  GuoChoice *choice = guo_form_add_choice (form, "what", _("What comes out"));
  json_t *first = json_array_get (self->cases, 0);
  g_autofree gchar *before = guo_format_net_content (guo_row_int (first, "nominal_mg"));
  g_autofree gchar *word = g_strdup_printf (_("As before: %s"), before);
  gsize i;
  json_t *plan;

  guo_choice_add (choice, AS_BEFORE, word);
  json_array_foreach (self->plans, i, plan)
    {
      g_autofree gchar *value = g_strdup_printf (PLAN "%" G_GINT64_FORMAT, guo_row_int (plan, "id"));

      guo_choice_add (choice, value, guo_row_text (plan, "name"));
    }
  for (gsize k = 0; k < G_N_ELEMENTS (contents_mg); k++)
    if (contents_mg[k] != guo_row_int (first, "nominal_mg"))
      {
        g_autofree gchar *content = guo_format_net_content (contents_mg[k]);

        guo_choice_add_id (choice, contents_mg[k], content);
      }
  guo_choice_select (choice, AS_BEFORE);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (what_chosen), form, G_CONNECT_SWAPPED);
}

static void
add_how (GuoForm *form)
{
  GuoChoice *choice = guo_form_add_choice (form, "how", _("How"));

  guo_choice_add (choice, "scale", _("One, on the scale"));
  guo_choice_add (choice, "count", _("Counted"));
  guo_choice_select (choice, guo_pack_spec_check_weighed (guo_desk_state (repack_of (form)->desk)) ? "scale" : "count");
  g_signal_connect_object (choice, "chosen", G_CALLBACK (changed), form, G_CONNECT_SWAPPED);
  guo_form_add_entry (form, "count", _("New cases"), GTK_INPUT_PURPOSE_DIGITS, NULL);
}

static void
add_rest (GuoForm *form)
{
  GuoChoice *rest = guo_form_add_choice (form, "rest", _("What is left over"));
  GuoChoice *reason = guo_form_add_choice (form, "reason", _("Why"));

  guo_choice_add (rest, "loose", _("Stays loose"));
  guo_choice_add (rest, "scrap", _("Thrown away"));
  guo_choice_select (rest, "loose");
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    guo_choice_add (reason, _(reasons[i]), _(reasons[i]));
  guo_choice_select (reason, _(reasons[0]));
}

static void
open_second (Repack *self)
{
  GtkWidget *widget = guo_form_new (NULL, _("Repack"));
  GuoForm *form = GUO_FORM (widget);

  g_object_set_data_full (G_OBJECT (form), "repack", self, repack_free);
  self->sums = guo_sums_new (form);
  add_what (form, self);
  add_how (form);
  add_rest (form);
  what_chosen (form);
  guo_form_sent_by_scan (form);
  g_signal_connect (form, "edited", G_CALLBACK (changed), NULL);
  g_signal_connect (form, "submitted", G_CALLBACK (submitted), NULL);
  g_signal_connect_object (self->desk, "weight", G_CALLBACK (show_sums), form, G_CONNECT_SWAPPED);
  guo_sheet_open (self->page, _("What do they become?"), widget);
}

/* Which cases */

/* Of the product and class of the case: the page's plans are of all products. */
static json_t *
plans_for (json_t *plans, json_t *lot)
{
  json_t *suiting = json_array ();
  gsize i;
  json_t *plan;

  json_array_foreach (plans, i, plan)
    if (guo_row_flag (plan, "active") && guo_pack_plan_suits (plan, lot))
      json_array_append (suiting, plan);
  return suiting;
}

static void
lot_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoForm *form = owner;
  Repack *self = repack_of (form);
  json_auto_t *lot = json_copy (answer);
  json_t *plans;

  if (answer == NULL)
    guo_form_refuse (form, error->message);
  if (answer == NULL || self == NULL || guo_sheet_content (self->page) != GTK_WIDGET (form))
    return;
  g_object_steal_data (G_OBJECT (form), "repack");
  plans = self->plans;
  json_object_set_new (lot, "kind", json_string ("pack"));
  self->plans = plans_for (plans, lot);
  json_decref (plans);
  open_second (self);
}

static void
first_submitted (GuoForm *form)
{
  GuoCaseTicks *ticks = g_object_get_data (G_OBJECT (form), "ticks");
  GuoDesk *desk = g_object_get_data (G_OBJECT (form), "desk");
  json_auto_t *cases = guo_case_ticks_get (ticks);
  g_autofree gchar *path = g_strdup_printf ("/v1/pack-lots/%" G_GINT64_FORMAT, guo_row_int (json_array_get (cases, 0), "lot"));
  Repack *self;

  if (json_array_size (cases) == 0 || json_array_size (cases) > CASES_MOST)
    {
      guo_form_refuse (form, _("Scan or tick the cases that are opened: 1 to 50."));
      return;
    }
  self = g_new0 (Repack, 1);
  self->page = g_object_get_data (G_OBJECT (form), "page");
  self->desk = g_object_ref (desk);
  self->cases = json_incref (cases);
  self->plans = json_incref (g_object_get_data (G_OBJECT (form), "plans"));
  guo_case_ticks_sum (ticks, &self->had_mg);
  g_object_set_data_full (G_OBJECT (form), "repack", self, repack_free);
  guo_desk_send (desk, "GET", path, NULL, form, lot_arrived, NULL);
}

static void
ticks_changed (GuoCaseTicks *ticks, GtkLabel *sums)
{
  gint64 mg = 0;
  guint n = guo_case_ticks_sum (ticks, &mg);
  g_autofree gchar *text = guo_cases_sum_text (n, mg);

  gtk_label_set_label (sums, text);
}

void
guo_repack_ask (GtkWidget *page, GuoDesk *desk, json_t *cases, json_t *plans)
{
  GtkWidget *form = guo_form_new (_("Scan the cases that are opened, or tick them."), _("Next"));
  GtkWidget *ticks = guo_case_ticks_new (desk, cases, "packed");
  GtkLabel *sums = guo_sums_new (GUO_FORM (form));

  g_object_set_data (G_OBJECT (form), "page", page);
  g_object_set_data (G_OBJECT (form), "ticks", ticks);
  g_object_set_data_full (G_OBJECT (form), "desk", g_object_ref (desk), g_object_unref);
  g_object_set_data_full (G_OBJECT (form), "plans", json_incref (plans), (GDestroyNotify) json_decref);
  guo_form_add_widget (GUO_FORM (form), ticks);
  guo_case_ticks_listen (GUO_CASE_TICKS (ticks), GUO_FORM (form));
  g_signal_connect_object (ticks, "changed", G_CALLBACK (ticks_changed), sums, 0);
  ticks_changed (GUO_CASE_TICKS (ticks), sums);
  g_signal_connect (form, "submitted", G_CALLBACK (first_submitted), NULL);
  guo_sheet_open (page, _("Repack cases"), form);
  gtk_widget_grab_focus (ticks);
}
