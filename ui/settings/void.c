#include "ui/settings/void.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

typedef struct
{
  GtkWidget *owner; /* weak */
  GuoDesk   *desk;
  gchar     *path;
  GuoAnswer  done;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->owner);
  g_object_unref (question->desk);
  g_free (question->path);
  g_free (question);
}

static void
submitted (GuoForm *form, Question *question)
{
  const gchar *reason = guo_form_text (form, "reason");

  if (*reason == '\0')
    guo_form_refuse (form, _("Say in a few words why it is void."));
  else if (question->owner != NULL)
    guo_act (question->owner, question->desk, question->path, json_pack ("{ss}", "reason", reason), FALSE,
             question->done, NULL);
}

void
guo_settings_void_ask (GtkWidget *owner, GuoDesk *desk, const GuoSection *section, json_t *row, GuoAnswer done)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *form = guo_form_new (NULL, _("Void"));

  g_set_weak_pointer (&question->owner, owner);
  question->desk = g_object_ref (desk);
  question->path = g_strdup_printf ("%s/%" G_GINT64_FORMAT "/void", section->path, guo_row_int (row, "id"));
  question->done = done;
  guo_form_add_entry (GUO_FORM (form), "reason", _("Reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  g_signal_connect_data (form, "submitted", G_CALLBACK (submitted), question, question_free, 0);
  guo_sheet_open (owner, _("Why is it void?"), form);
}
