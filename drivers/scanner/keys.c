#include "drivers/scanner/keys.h"

#include <linux/input-event-codes.h>

static const gchar plain[] = {
  [KEY_1] = '1', [KEY_2] = '2', [KEY_3] = '3', [KEY_4] = '4', [KEY_5] = '5', [KEY_6] = '6', [KEY_7] = '7',
  [KEY_8] = '8', [KEY_9] = '9', [KEY_0] = '0', [KEY_MINUS] = '-', [KEY_EQUAL] = '=', [KEY_TAB] = '\t',
  [KEY_Q] = 'q', [KEY_W] = 'w', [KEY_E] = 'e', [KEY_R] = 'r', [KEY_T] = 't', [KEY_Y] = 'y', [KEY_U] = 'u',
  [KEY_I] = 'i', [KEY_O] = 'o', [KEY_P] = 'p', [KEY_LEFTBRACE] = '[', [KEY_RIGHTBRACE] = ']',
  [KEY_ENTER] = '\r', [KEY_A] = 'a', [KEY_S] = 's', [KEY_D] = 'd', [KEY_F] = 'f', [KEY_G] = 'g', [KEY_H] = 'h',
  [KEY_J] = 'j', [KEY_K] = 'k', [KEY_L] = 'l', [KEY_SEMICOLON] = ';', [KEY_APOSTROPHE] = '\'',
  [KEY_GRAVE] = '`', [KEY_BACKSLASH] = '\\', [KEY_Z] = 'z', [KEY_X] = 'x', [KEY_C] = 'c', [KEY_V] = 'v',
  [KEY_B] = 'b', [KEY_N] = 'n', [KEY_M] = 'm', [KEY_COMMA] = ',', [KEY_DOT] = '.', [KEY_SLASH] = '/',
  [KEY_KPASTERISK] = '*', [KEY_SPACE] = ' ', [KEY_KP7] = '7', [KEY_KP8] = '8', [KEY_KP9] = '9',
  [KEY_KPMINUS] = '-', [KEY_KP4] = '4', [KEY_KP5] = '5', [KEY_KP6] = '6', [KEY_KPPLUS] = '+', [KEY_KP1] = '1',
  [KEY_KP2] = '2', [KEY_KP3] = '3', [KEY_KP0] = '0', [KEY_KPDOT] = '.', [KEY_KPENTER] = '\r', [KEY_KPSLASH] = '/',
};

static const gchar shifted[] = {
  [KEY_1] = '!', [KEY_2] = '@', [KEY_3] = '#', [KEY_4] = '$', [KEY_5] = '%', [KEY_6] = '^', [KEY_7] = '&',
  [KEY_8] = '*', [KEY_9] = '(', [KEY_0] = ')', [KEY_MINUS] = '_', [KEY_EQUAL] = '+', [KEY_LEFTBRACE] = '{',
  [KEY_RIGHTBRACE] = '}', [KEY_SEMICOLON] = ':', [KEY_APOSTROPHE] = '"', [KEY_GRAVE] = '~',
  [KEY_BACKSLASH] = '|', [KEY_COMMA] = '<', [KEY_DOT] = '>', [KEY_SLASH] = '?',
};

static guint *
modifier (GuoScanKeys *self, guint code, guint *bit)
{
  *bit = code == KEY_RIGHTSHIFT || code == KEY_RIGHTCTRL || code == KEY_RIGHTALT ? 2 : 1;
  if (code == KEY_LEFTSHIFT || code == KEY_RIGHTSHIFT)
    return &self->shift;
  if (code == KEY_LEFTCTRL || code == KEY_RIGHTCTRL)
    return &self->ctrl;
  return code == KEY_LEFTALT || code == KEY_RIGHTALT ? &self->alt : NULL;
}

/* Alt let go: the digits that were typed meanwhile are one character. */
static guint8
typed_code (GuoScanKeys *self)
{
  guint code = self->typed > 0 && self->code <= 255 ? self->code : 0;

  self->typed = self->code = 0;
  return (guint8) code;
}

static gboolean
is_keypad_digit (guint code)
{
  return code == KEY_KP0 || (code >= KEY_KP7 && code <= KEY_KP3 && code != KEY_KPMINUS && code != KEY_KPPLUS);
}

static gchar
character (const GuoScanKeys *self, guint code)
{
  gchar c = code < G_N_ELEMENTS (plain) ? plain[code] : '\0';

  if (self->shift == 0)
    return c;
  if (g_ascii_isalpha (c))
    return g_ascii_toupper (c);
  return code < G_N_ELEMENTS (shifted) && shifted[code] != '\0' ? shifted[code] : c;
}

guint8
guo_scan_keys_push (GuoScanKeys *self, guint code, gint value)
{
  guint bit;
  guint *held = modifier (self, code, &bit);
  gchar c;

  if (held != NULL)
    {
      *held = value != 0 ? *held | bit : *held & ~bit;
      return held == &self->alt && *held == 0 ? typed_code (self) : 0;
    }
  if (value != 1)
    return 0;
  c = character (self, code);
  if (self->alt != 0 && is_keypad_digit (code))
    {
      self->typed++;
      self->code = MIN (self->code * 10 + (guint) (c - '0'), 9999);
      return 0;
    }
  if (self->ctrl == 0)
    return (guint8) c;
  /* as a terminal has it: Ctrl+] GS, Ctrl+^ RS */
  return g_ascii_toupper (c) >= '@' && g_ascii_toupper (c) <= '_' ? (guint8) (g_ascii_toupper (c) & 0x1f) : 0;
}
