#include "ui/act.h"

#include <string.h>

#include "ui/who.h"
#include "ui/widgets/pin-pad.h"
#include "ui/widgets/sheet.h"

#define ACT_KEY "guo-act"

/* The act a widget is at; a new one replaces it. */
typedef struct
{
  GuoDesk   *desk;
  gchar     *path;
  json_t    *body;
  GuoAnswer  done;
  gpointer   data;
  GtkWidget *sheet;   /* (nullable), weak: what the sheet showed when it was begun, or the supervisor's PIN that it asked for */
  gboolean   in_form; /* the form tells refusals that name a field */
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_clear_weak_pointer (&act->sheet);
  g_object_unref (act->desk);
  g_free (act->path);
  json_decref (act->body);
  g_free (act);
}

static gboolean
wants_supervisor (const gchar *code)
{
  return strcmp (code, "supervisor-needed") == 0 || strcmp (code, "not-own-weighing") == 0;
}

static gboolean
pin_refused (const gchar *code)
{
  return strcmp (code, "wrong-pin") == 0 || strcmp (code, "pin-wait") == 0;
}

static void answered (gpointer owner, json_t *answer, const GError *error, gpointer data);
static void approved (gpointer owner, json_t *approver);

static void
ask_supervisor (Act *act, GtkWidget *owner, const GError *refused)
{
  guo_who_approve (owner, act->desk, refused, approved);
  g_set_weak_pointer (&act->sheet, guo_sheet_content (owner));
}

/* Only what belongs to the act: a sheet that was opened meanwhile stays. */
static void
leave_sheet (Act *act, GtkWidget *owner, gboolean done)
{
  if (act->sheet == NULL || act->sheet != guo_sheet_content (owner))
    return;
  if (done)
    guo_sheet_close (owner);
  else if (GUO_IS_PIN_PAD (act->sheet))
    guo_sheet_back (owner);
}

static void
approved (gpointer owner, json_t *approver)
{
  Act *act = g_object_get_data (owner, ACT_KEY);
  json_t *body;

  if (act == NULL)
    return;
  body = json_deep_copy (act->body);
  json_object_set (body, "approver", approver);
  guo_desk_send (act->desk, "POST", act->path, body, owner, answered, act);
}

static void
answered (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Act *act = g_object_get_data (owner, ACT_KEY);
  const gchar *code = guo_client_error_code (error);
  GuoAnswer done;
  gpointer done_data;

  if (act == NULL || act != data)
    return;
  if (wants_supervisor (code) || pin_refused (code))
    {
      ask_supervisor (act, owner, pin_refused (code) ? error : NULL);
      return;
    }
  if (strcmp (code, "login-needed") == 0)
    guo_who_ask (owner, act->desk);
  else
    leave_sheet (act, owner, answer != NULL);
  if (error != NULL && !(act->in_form && strcmp (code, "login-needed") != 0))
    guo_desk_say (act->desk, error->message, NULL, TRUE);
  done = act->done;
  done_data = act->data;
  g_object_set_data (owner, ACT_KEY, NULL);
  if (done != NULL)
    done (owner, answer, error, done_data);
}

static Act *
act_new (GtkWidget *owner, GuoDesk *desk, const gchar *path, json_t *body, GuoAnswer done, gpointer data)
{
  Act *act = g_new0 (Act, 1);

  act->desk = g_object_ref (desk);
  act->path = g_strdup (path);
  act->body = body;
  act->done = done;
  act->data = data;
  g_set_weak_pointer (&act->sheet, guo_sheet_content (owner));
  g_object_set_data_full (G_OBJECT (owner), ACT_KEY, act, act_free);
  return act;
}

void
guo_act (GtkWidget *owner, GuoDesk *desk, const gchar *path, json_t *body, gboolean ask_first,
         GuoAnswer done, gpointer data)
{
  Act *act = act_new (owner, desk, path, body, done, data);

  if (ask_first)
    ask_supervisor (act, owner, NULL);
  else
    guo_desk_send (desk, "POST", path, json_deep_copy (body), owner, answered, act);
}

void
guo_act_in_form (GtkWidget *owner, GuoDesk *desk, const gchar *path, json_t *body, GuoAnswer done, gpointer data)
{
  Act *act = act_new (owner, desk, path, body, done, data);

  act->in_form = TRUE;
  guo_desk_send (desk, "POST", path, json_deep_copy (body), owner, answered, act);
}
