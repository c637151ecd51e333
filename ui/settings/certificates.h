/* The certificates of a brand: a list with the days of validity, and the fields of one more. */
#pragma once

#include "ui/settings/section.h"

G_BEGIN_DECLS

#define GUO_TYPE_CERTIFICATES (guo_certificates_get_type ())
G_DECLARE_FINAL_TYPE (GuoCertificates, guo_certificates, GUO, CERTIFICATES, GtkWidget)

/* Signals:
 *   "edited" (): one more, or one less
 */

/**
 * guo_certificates_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): no certificates
 */
GtkWidget *guo_certificates_new (GuoDesk *desk);

/**
 * guo_certificates_show:
 * @self: the certificates
 * @list: (nullable): array of {kind, number, issuer, from, to}
 */
void guo_certificates_show (GuoCertificates *self, json_t *list);

/**
 * guo_certificates_get:
 * @self: the certificates
 *
 * Returns: (transfer none): the array as it is now
 */
json_t *guo_certificates_get (GuoCertificates *self);

/**
 * guo_validity_text:
 * @from: (nullable): "2026-01-01"
 * @to: (nullable): "2026-12-31"
 * @today: the centre's day
 * @over: (out): whether it is not valid today
 *
 * Returns: (transfer full): "2026-01-01 to 2026-12-31", and whether it is over or not yet valid
 */
gchar *guo_validity_text (const gchar *from, const gchar *to, const gchar *today, gboolean *over);

G_END_DECLS
