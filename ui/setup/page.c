#include "ui/setup/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/setup/left.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/form.h"

G_DEFINE_FINAL_TYPE (GuoSetupPage, guo_setup_page, GTK_TYPE_WIDGET)

static guint finished_signal;

void
guo_setup_set_content (GuoSetupPage *self, const gchar *title, GtkWidget *content)
{
  if (self->content != NULL)
    gtk_box_remove (self->slot, self->content);
  self->content = content;
  gtk_label_set_label (self->title_label, title);
  gtk_box_append (self->slot, content);
  gtk_widget_grab_focus (content);
}

void
guo_setup_refuse (GuoSetupPage *self, const GError *error)
{
  if (GUO_IS_FORM (self->content))
    {
      guo_form_set_busy (GUO_FORM (self->content), FALSE);
      guo_form_refuse (GUO_FORM (self->content), error->message);
    }
  else
    guo_desk_say (self->desk, error->message, NULL, TRUE);
}

void
guo_setup_finish (GuoSetupPage *self, const gchar *page)
{
  guo_screen_state_set (guo_desk_state (self->desk), "page", page);
  self->single = FALSE;
  if (self->content != NULL)
    gtk_box_remove (self->slot, self->content);    /* a port is not listened to any longer */
  self->content = NULL;
  guo_desk_refresh (self->desk);
  g_signal_emit (self, finished_signal, 0);
}

void
guo_setup_show_step (GuoSetupPage *self, GuoSetupStep step)
{
  static void (*const ask[GUO_SETUP_N_STEPS]) (GuoSetupPage *) = {
    guo_setup_ask_language, guo_setup_ask_practice, guo_setup_ask_centre, guo_setup_ask_supervisor,
    guo_setup_ask_products, guo_setup_ask_scale, guo_setup_ask_crate, guo_setup_ask_grower,
  };
  g_autofree gchar *text = g_strdup_printf (_("Step %d of %d"), (gint) step + 1, (gint) GUO_SETUP_N_STEPS);

  self->step = step;
  gtk_label_set_label (self->step_label, self->single ? "" : text);
  gtk_widget_set_visible (self->later_button, step >= GUO_SETUP_STEP_PRODUCTS);
  ask[step] (self);
}

void
guo_setup_go_on (GuoSetupPage *self)
{
  if (self->single)
    guo_setup_finish (self, "weigh");
  else if (self->step + 1 < GUO_SETUP_N_STEPS)
    guo_setup_show_step (self, self->step + 1);
  else
    guo_setup_finish (self, "deliver");
}

/* The card on Deliver and Weigh tells of it until it is done. */
static void
later_clicked (GuoSetupPage *self)
{
  guo_screen_state_set (guo_desk_state (self->desk), GUO_SETUP_LEFT_KEY, "open");
  guo_setup_go_on (self);
}

static gboolean
knows_language (GuoSetupPage *self)
{
  g_autofree gchar *language = guo_screen_state_get (guo_desk_state (self->desk), "language");

  return language != NULL;
}

static void
status_changed (GuoSetupPage *self)
{
  json_t *status = guo_desk_status (self->desk);

  if ((self->content == NULL || self->step == GUO_SETUP_STEP_PRACTICE)
      && strcmp (guo_row_text (status, "setup"), "empty") == 0)
    guo_setup_show_step (self, knows_language (self) ? GUO_SETUP_STEP_CENTRE : GUO_SETUP_STEP_LANGUAGE);
}

/* Esc leads back to work from a step that was taken up later; the first run has no way back. */
static gboolean
back_pressed (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GuoSetupPage *self = GUO_SETUP_PAGE (widget);

  if (!self->single)
    return FALSE;
  guo_setup_go_on (self);
  return TRUE;
}

static gboolean
guo_setup_page_grab_focus (GtkWidget *widget)
{
  GuoSetupPage *self = GUO_SETUP_PAGE (widget);

  return self->content != NULL && gtk_widget_grab_focus (self->content);
}

static void
guo_setup_page_dispose (GObject *object)
{
  GuoSetupPage *self = GUO_SETUP_PAGE (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_setup_page_parent_class)->dispose (object);
}

static void
guo_setup_page_finalize (GObject *object)
{
  GuoSetupPage *self = GUO_SETUP_PAGE (object);

  g_free (self->centre);
  g_free (self->place);
  g_free (self->pin);
  G_OBJECT_CLASS (guo_setup_page_parent_class)->finalize (object);
}

static void
guo_setup_page_class_init (GuoSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_setup_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = guo_setup_page_finalize;
  widget_class->grab_focus = guo_setup_page_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_pressed, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/setup/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, box);
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, slot);
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, later_button);
  finished_signal = g_signal_new ("finished", GUO_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
guo_setup_page_init (GuoSetupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->later_button, "clicked", G_CALLBACK (later_clicked), self,
                           G_CONNECT_SWAPPED);
}

void
guo_setup_page_set_desk (GuoSetupPage *self, GuoDesk *desk)
{
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "status", G_CALLBACK (status_changed), self, G_CONNECT_SWAPPED);
}

void
guo_setup_page_begin (GuoSetupPage *self)
{
  guo_setup_show_step (self, knows_language (self) ? GUO_SETUP_STEP_PRACTICE : GUO_SETUP_STEP_LANGUAGE);
}

void
guo_setup_page_ask (GuoSetupPage *self, const gchar *name)
{
  static const struct
  {
    const gchar *name;
    GuoSetupStep step;
  } steps[] = {
    { "products", GUO_SETUP_STEP_PRODUCTS }, { "scale", GUO_SETUP_STEP_SCALE }, { "crate", GUO_SETUP_STEP_CRATE }, { "grower", GUO_SETUP_STEP_GROWER },
  };

  self->single = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strcmp (steps[i].name, name) == 0)
      guo_setup_show_step (self, steps[i].step);
}
