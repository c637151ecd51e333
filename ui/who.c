#include "ui/who.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/pin-pad.h"
#include "ui/widgets/sheet.h"

static json_t *
users_of (GuoDesk *desk)
{
  return json_object_get (guo_desk_status (desk), "users");
}

static void
login_answered (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    guo_sheet_back (owner);
  else
    guo_pin_pad_refuse (owner, error);
}

static void
login_entered (GuoPinPad *pad, gint64 user, const gchar *pin, GuoDesk *desk)
{
  guo_desk_login (desk, user, pin, pad, login_answered);
}

static void
ask (GtkWidget *from, GuoDesk *desk, const gchar *why)
{
  GtkWidget *pad;
  gint64 last = guo_screen_state_get_id (guo_desk_state (desk), "user");

  guo_desk_lock (desk);
  pad = guo_pin_pad_new (users_of (desk), NULL, last);
  g_signal_connect_object (pad, "entered", G_CALLBACK (login_entered), desk, 0);
  guo_sheet_open_over (from, _("Who is working?"), pad);
  if (why != NULL)
    guo_pin_pad_tell (GUO_PIN_PAD (pad), why);
}

void
guo_who_ask (GtkWidget *from, GuoDesk *desk)
{
  ask (from, desk, NULL);
}

void
guo_who_refuse (GtkWidget *from, GuoDesk *desk)
{
  guo_sounds_play (guo_desk_sounds (desk), GUO_SOUND_REFUSED);
  ask (from, desk, _("Locked: nothing was recorded. Type your PIN, then press the key again."));
}

typedef struct
{
  GtkWidget   *owner;      /* weak */
  GuoApproved  approved;
} Approval;

static void
approval_free (gpointer data, GClosure *closure)
{
  Approval *approval = data;

  g_clear_weak_pointer (&approval->owner);
  g_free (approval);
}

static void
approver_entered (GuoPinPad *pad, gint64 user, const gchar *pin, Approval *approval)
{
  json_auto_t *approver = json_pack ("{sIss}", "user", user, "pin", pin);

  if (approval->owner != NULL)
    approval->approved (approval->owner, approver);
}

void
guo_who_approve (GtkWidget *owner, GuoDesk *desk, const GError *refused, GuoApproved approved)
{
  GtkWidget *pad = guo_sheet_content (owner);
  Approval *approval;

  if (refused != NULL && GUO_IS_PIN_PAD (pad))
    {
      guo_pin_pad_refuse (GUO_PIN_PAD (pad), refused);
      return;
    }
  approval = g_new0 (Approval, 1);
  g_set_weak_pointer (&approval->owner, owner);
  approval->approved = approved;
  pad = guo_pin_pad_new (users_of (desk), "supervisor", 0);
  g_signal_connect_data (pad, "entered", G_CALLBACK (approver_entered), approval, approval_free, 0);
  guo_sheet_open_over (owner, _("A supervisor's PIN, for this once"), pad);
}
