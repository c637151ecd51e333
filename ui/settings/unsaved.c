#include "ui/settings/unsaved.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

typedef struct
{
  GtkWidget     *owner;   /* weak */
  GuoPanel      *panel;   /* weak */
  GuoGoOn        go_on;
  gpointer       data;
  GDestroyNotify free;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->owner);
  g_clear_weak_pointer (&question->panel);
  if (question->free != NULL)
    question->free (question->data);
  g_free (question);
}

static void
chosen (GuoOptions *options, const gchar *value, Question *question)
{
  g_autoptr(GtkWidget) owner = question->owner != NULL ? g_object_ref (question->owner) : NULL;
  g_autoptr(GuoPanel) panel = question->panel != NULL ? g_object_ref (question->panel) : NULL;
  g_autoptr(GuoOptions) kept = g_object_ref (options); /* the question lives as long */

  if (owner == NULL || panel == NULL)
    return;
  guo_sheet_close (owner);
  gtk_widget_grab_focus (GTK_WIDGET (panel));
  if (strcmp (value, "save") == 0)
    guo_panel_press (panel, "save");
  else if (strcmp (value, "discard") == 0)
    {
      guo_panel_discard (panel);
      question->go_on (owner, question->data);
    }
}

gboolean
guo_unsaved_ask (GtkWidget *owner, GuoPanel *panel, GuoGoOn go_on, gpointer data, GDestroyNotify free)
{
  GtkWidget *options;
  Question *question;

  if (panel == NULL || !guo_panel_is_changed (panel))
    {
      go_on (owner, data);
      if (free != NULL)
        free (data);
      return TRUE;
    }
  question = g_new0 (Question, 1);
  g_set_weak_pointer (&question->owner, owner);
  g_set_weak_pointer (&question->panel, panel);
  question->go_on = go_on;
  question->data = data;
  question->free = free;
  options = guo_options_new (_("Something was typed here that is not saved yet."));
  guo_options_add (GUO_OPTIONS (options), "save", _("Save it"));
  guo_options_add (GUO_OPTIONS (options), "discard", _("Give it up"));
  guo_options_add (GUO_OPTIONS (options), "stay", _("Go on typing"));
  g_signal_connect_data (options, "chosen", G_CALLBACK (chosen), question, question_free, 0);
  guo_sheet_open (owner, _("Not saved yet"), options);
  return FALSE;
}
