"""Certificates: moto cannot list one that was requested without the option to export it."""

from moto.acm.models import AWSCertificateManagerBackend

from .around import around


def apply() -> None:
    around(AWSCertificateManagerBackend, "request_certificate", request_certificate)


def request_certificate(original, self, *args, **kwargs):
    arn = original(self, *args, **kwargs)
    for certificate in self._certificates.values():
        certificate.cert_options.setdefault("Export", "DISABLED")
    return arn
