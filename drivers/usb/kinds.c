#include "drivers/usb/kinds.h"

const GuoUsbKind guo_usb_kind_hid = { 3, 0, "scales and bar code scanners (HID, no keyboard and no mouse)" };
const GuoUsbKind guo_usb_kind_printer = { 7, 1, "label printers" };

gboolean
guo_usb_kind_fits (const GuoUsbKind *self, guint8 class, guint8 subclass)
{
  return self->class == class && self->subclass == subclass;
}

/* ID_USB_INTERFACES is ":CCSSPP:CCSSPP:", class, subclass and protocol of each interface (udev's builtin usb_id). */
static void
append_rule (GString *text, const GuoUsbKind *kind, const gchar *group)
{
  g_string_append_printf (text,
                          "\n# %s\nACTION!=\"remove\", SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", "
                          "ENV{ID_USB_INTERFACES}==\"*:%02x%02x??:*\", MODE=\"0660\", GROUP=\"%s\", TAG+=\"uaccess\"\n",
                          kind->what, kind->class, kind->subclass, group);
}

gchar *
guo_usb_kinds_rules (void)
{
  GString *text = g_string_new ("# Written by the build from drivers/usb/kinds.c: the USB devices that Guozhan opens itself.\n");

  append_rule (text, &guo_usb_kind_hid, "dialout");
  append_rule (text, &guo_usb_kind_printer, "lp");
  return g_string_free (text, FALSE);
}
