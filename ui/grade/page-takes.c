/* What comes off the line: weighed off, typed, voided. */
#include "ui/grade/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/grade/sheets.h"
#include "ui/grade/void.h"
#include "ui/grade/words.h"
#include "ui/who.h"

#define DECIMALS 2

static void
taken (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoGradePage *self = owner;
  json_t *takes = guo_row_list (answer, "takes"), *take = json_array_get (takes, json_array_size (takes) - 1);
  g_autofree gchar *mass = guo_desk_mass (self->desk, guo_row_int (take, "mg"), DECIMALS);
  g_autofree gchar *text = NULL;

  self->taking = FALSE;
  guo_sounds_play (guo_desk_sounds (self->desk), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  guo_grade_show_key (self);
  if (answer == NULL)
    {
      guo_weight_card_set_hint (self->weight_card, error->message);
      return;
    }
  guo_grade_use_run (self, answer);
  text = g_strdup_printf (_("✓ %s %s recorded"),
                          guo_grade_class_word (guo_row_list (answer, "classes"), guo_row_text (take, "kind"),
                                                guo_row_text (take, "grade_class")),
                          mass);
  guo_desk_say (self->desk, text, "win.key::F7", FALSE);
}

static json_t *
body_of (const gchar *kind, const gchar *grade_class)
{
  return json_pack ("{s:s, s:s*}", "kind", kind, "grade_class", grade_class);
}

static void
send_take (GuoGradePage *self, json_t *body)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-runs/%" G_GINT64_FORMAT "/take", guo_row_int (self->run, "id"));

  self->taking = TRUE;
  guo_grade_show_key (self);
  guo_act (GTK_WIDGET (self), self->desk, path, body, FALSE, taken, NULL);
}

/* What the scale shows; where there is none, it is typed. */
static void
weigh_off (GuoGradePage *self, const gchar *kind, const gchar *grade_class)
{
  json_t *body = body_of (kind, grade_class);

  if (guo_desk_scale (self->desk) == 0)
    {
      guo_grade_ask_typed (GTK_WIDGET (self), self->desk,
                           guo_grade_class_word (guo_row_list (self->run, "classes"), kind, grade_class), body);
      return;
    }
  json_object_set_new (body, "scale", json_integer (guo_desk_scale (self->desk)));
  json_object_set_new (body, "tare_mg",
                       json_integer (guo_screen_state_get_id (guo_desk_state (self->desk), GUO_GRADE_TARE)));
  send_take (self, body);
}

/* FALSE: it was said why not, or asked what is needed first. */
static gboolean
may_take (GuoGradePage *self)
{
  if (self->taking || !guo_desk_connected (self->desk))
    return FALSE;
  if (guo_desk_user (self->desk) == NULL)
    guo_who_refuse (GTK_WIDGET (self), self->desk);
  else if (self->run == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "grading.start", NULL);
  else
    return TRUE;
  return FALSE;
}

static void
record_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  if (self->past != NULL) /* only looked at */
    guo_grade_show_past (self, NULL);
  else if (guo_grade_is_live (self)) /* the machine counts: the page's one key ends the run */
    gtk_widget_activate_action (widget, "grading.finish", NULL);
  else if (may_take (self))
    weigh_off (self, self->kind, self->grade_class);
}

static void
cull_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  if (guo_grade_is_live (self))
    guo_grade_look_at_scale (self);
  else if (may_take (self))
    weigh_off (self, "cull", NULL);
}

static void
typed_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  guo_grade_look_at_scale (self);
  if (may_take (self))
    guo_grade_ask_typed (widget, self->desk, guo_grade_word_chosen (self), body_of (self->kind, self->grade_class));
}

/* The sheet's answer: a body with "mg". */
static void
take_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);
  json_t *body = json_loads (g_variant_get_string (parameter, NULL), 0, NULL);

  if (may_take (self))
    send_take (self, json_incref (body));
  json_decref (body);
}

static void
void_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  guo_grade_ask_what_void (widget, self->desk, self->run);
}

static void
void_take_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);
  gsize i;
  json_t *take;

  json_array_foreach (guo_row_list (self->run, "takes"), i, take)
    if (guo_row_int (take, "id") == g_variant_get_int64 (parameter))
      {
        guo_grade_ask_void_take (widget, self->desk, self->run, take);
        return;
      }
}

static void
tare_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_grade_ask_tare (widget, GUO_GRADE_PAGE (widget)->desk);
}

void
guo_grade_install_takes (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "grading.record", NULL, record_activated);
  gtk_widget_class_install_action (widget_class, "grading.cull", NULL, cull_activated);
  gtk_widget_class_install_action (widget_class, "grading.typed", NULL, typed_activated);
  gtk_widget_class_install_action (widget_class, "grading.take", "s", take_activated);
  gtk_widget_class_install_action (widget_class, "grading.void", NULL, void_activated);
  gtk_widget_class_install_action (widget_class, "grading.void-take", "x", void_take_activated);
  gtk_widget_class_install_action (widget_class, "grading.tare", NULL, tare_activated);
}
