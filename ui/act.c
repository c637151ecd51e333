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
  gboolean   in_form; /* the form tells refusals that name a field */
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

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
      guo_who_approve (owner, act->desk, pin_refused (code) ? error : NULL, approved);
      return;
    }
  if (strcmp (code, "login-needed") == 0)
    guo_who_ask (owner, act->desk);
  else if (answer != NULL || GUO_IS_PIN_PAD (guo_sheet_content (owner)))
    guo_sheet_close (owner);
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
  g_object_set_data_full (G_OBJECT (owner), ACT_KEY, act, act_free);
  return act;
}

void
guo_act (GtkWidget *owner, GuoDesk *desk, const gchar *path, json_t *body, gboolean ask_first,
         GuoAnswer done, gpointer data)
{
  Act *act = act_new (owner, desk, path, body, done, data);

  if (ask_first)
    guo_who_approve (owner, desk, NULL, approved);
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
