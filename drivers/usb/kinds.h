/* The kinds of USB interface that the station takes from the kernel. The rules of udev are written from this table
 * (packaging/udev). Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint8 class;    /* bInterfaceClass */
  guint8 subclass; /* bInterfaceSubClass */
  const gchar *what; /* English, for the rules' reader */
} GuoUsbKind;

/* Class 3, subclass 0 (HID 1.11, 4.2): scales and scanners; 1 is a keyboard or mouse, never taken from the desk. */
extern const GuoUsbKind guo_usb_kind_hid;

/* Class 7, subclass 1 (USB Printer Class 1.1, 4.1). */
extern const GuoUsbKind guo_usb_kind_printer;

/**
 * guo_usb_kind_fits:
 * @self: a kind
 * @class: bInterfaceClass
 * @subclass: bInterfaceSubClass
 *
 * Returns: whether an interface is of this kind
 */
gboolean guo_usb_kind_fits (const GuoUsbKind *self, guint8 class, guint8 subclass);

/**
 * guo_usb_kinds_rules:
 *
 * Whoever sits at the machine has the right, and the group that Debian gives serial ports: a user of the station
 * needs one group for all its devices. Printers stay in Debian's group lp, for CUPS.
 *
 * Returns: (transfer full): the rules of udev for all kinds
 */
gchar *guo_usb_kinds_rules (void);

G_END_DECLS
