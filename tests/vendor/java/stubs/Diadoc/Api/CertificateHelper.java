package Diadoc.Api;

import Diadoc.Api.crypt.exceptions.CertificateNotFoundException;
import java.security.cert.X509Certificate;

/** In place of the SDK's class of this name, which needs libraries of CryptoPro that are not public. */
public class CertificateHelper {
    public static X509Certificate getCertificateByThumbprint(String thumbprint) throws CertificateNotFoundException {
        throw new CertificateNotFoundException("CryptoPro is not here");
    }
}
