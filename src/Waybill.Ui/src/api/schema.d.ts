// Made by npm run types from docs/openapi.json: change the server, not this file.
export interface paths {
    "/api/v1/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exchanges, newest first.
         * @description All filters must hold. A page never counts what there is: next is the cursor of the following page.
         */
        get: operations["listExchanges"];
        put?: never;
        /**
         * Send documents to a partner.
         * @description The body is one document of any length, or multipart/form-data with several files (at most 1 GiB together) and the fields connection and subject. 201 means: it is stored and will be sent, whatever happens to the gateway. With an Idempotency-Key the same request is carried out once within 7 days: repeated it is answered as before, with another document 422, while it still runs 409.
         */
        post: operations["submitExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one exchange.
         * @description State, attempts, headers, layers, certificates, both MICs, receipts, envelopes and timeline.
         */
        get: operations["getExchange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/documents/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a document.
         * @description Decoded, as its sender had it.
         */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/entity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the signed entity.
         * @description The bytes the MIC and the signature are over.
         */
        get: operations["getEntity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the signature of a message in.
         * @description SignedData in DER, beside its content: openssl cms -verify -binary -inform DER -in signature -content entity, with the partner's certificate, checks both.
         */
        get: operations["getSignature"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the receipt.
         * @description In: ours. Out: the authentic one, else the last that came. Header lines, an empty line and the body, as waybill inspect reads them.
         */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/wire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the message as it goes over the wire.
         * @description In: as it came, when its bytes are kept. Out: the package every attempt sends; a large encrypted one can be made again only until its receipt has come. Header lines, an empty line and the body, as waybill inspect reads them.
         */
        get: operations["getWire"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a message out.
         * @description No further attempt is made. One on the wire is cut, and whether the partner has the message is not known then; an authentic receipt still counts.
         */
        post: operations["cancelExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let go on what waits behind a message.
         * @description For a connection that keeps the order: a message that failed, is overdue or has no valid receipt is set aside (cancelled), and those behind it are sent.
         */
        post: operations["skipExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message again.
         * @description 200: the same message is due again. 201: a new message, linked to this one. 409 without confirm where the partner may have the bytes already.
         */
        post: operations["resendExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/reprocess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand an accepted message on again, or open a refused one again.
         * @description Accepted: new handoffs, marked as replay. Refused: opened again from the bytes that are kept, with the keys, certificates and connections there are now, also one of a pair that nobody had configured. Good now, it is accepted under its own id and handed on; the answer already given stays, and a retry of the partner gets a good receipt. 409 where the bytes are not kept or it cannot be opened, 422 with the cause where it is still refused.
         */
        post: operations["reprocessExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/{id}/legal-hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a message on legal hold, or take it off.
         * @description Nothing of a message on hold is removed, whatever its connection says. What is removed already does not come back.
         */
        post: operations["holdExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is wrong, grouped by cause.
         * @description Exchanges with a cause, by cause, way and connection. The exchanges of a group: GET /api/v1/exchanges with its cause, direction and connection.
         */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchanges/problems/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the exchanges of a group again.
         * @description Out: the same bytes under the same Message-ID are due again; without confirm those that the partner may have already are left and listed. In: opened again with the keys, certificates and connections there are now. At most 500 a call, the newest first.
         */
        post: operations["retryProblem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Traffic by hour and by connection.
         * @description Counted by when an exchange began and how it stands now. What is older than a day may be 15 minutes behind.
         */
        get: operations["getTraffic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List connections, by name. */
        get: operations["listConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send nothing over a connection until it is released.
         * @description What is on the wire ends. Messages are still taken and wait.
         */
        post: operations["holdConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send over a held connection again. */
        post: operations["releaseConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was told outside about alerts, newest first.
         * @description What is due, what was sent, and why an attempt failed.
         */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is wrong now, worst first. */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/orphans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List receipts that came for no message of ours, newest first.
         * @description The newest 10,000 are kept. Receipts and messages of pairs nobody configured are under /exchanges?unmatched=true.
         */
        get: operations["listOrphanReceipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/orphans/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download such a receipt.
         * @description Header lines, an empty line and the body, as waybill inspect reads them.
         */
        get: operations["getOrphanReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take messages that wait for a consumer, oldest first.
         * @description What is taken is given to nobody else until the claim ends. Download the documents, keep them, then acknowledge.
         */
        post: operations["claimHandoffs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handoffs/{exchange}/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a message that was taken.
         * @description 409: the claim ended before, and the message is or was given out again.
         */
        post: operations["acknowledgeHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tokens, the newest first.
         * @description Revoked ones too. No value is kept, so none is shown.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make a token.
         * @description The answer shows its value, once. Nobody makes one that may more than the token it is made with.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a token.
         * @description At once and for good.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the set-up secret for an owner's token.
         * @description Needs no token. It works once: from then on everybody needs one, on this machine too. 401 says that the secret is not the one that is offered.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the set-up secret for an owner's account, and sign in.
         * @description Needs nothing else. It works once: from then on everybody needs a token or a session, on this machine too. The account of somebody who has the name gets the new password and becomes owner. The answer sets the cookie of a session. Needs the header X-Waybill: 1 and the Origin of the gateway, and https except on its own machine (403). 401 says that the secret is not the one that is offered.
         */
        post: operations["setUpAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell whether there is an owner, and how people sign in.
         * @description Needs nothing.
         */
        get: operations["getSetupState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new set-up secret in place of the last.
         * @description It is written to setup-token in the data folder, and shown nowhere.
         */
        post: operations["renewSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell who is asking and what it may. */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in.
         * @description The answer sets a cookie that lasts until the session ends. Needs the header X-Waybill: 1 and the Origin of the gateway, and https except on its own machine (403). 401: name or password is wrong. 429: too many wrong ones; Retry-After says when to come back.
         */
        post: operations["signIn"];
        /**
         * Sign out.
         * @description At once, also for who copied the cookie.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's own password.
         * @description Every other session of this person ends. 401: the old password is wrong.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a password by a link, and sign in.
         * @description It works once. The answer sets a cookie that lasts until the session ends. Needs the header X-Waybill: 1 and the Origin of the gateway, and https except on its own machine (403).
         */
        put: operations["setPasswordByLink"];
        /**
         * Tell whose a link to set a password is.
         * @description 401: it was used, replaced, or its time is over.
         */
        post: operations["getPasswordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who signs in, by name. */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one person. */
        get: operations["getUser"];
        /**
         * Make a person, or say what it may.
         * @description A new one has no password: POST /users/{name}/password-link makes the link that sets it. A change ends the sessions of the person. Nobody gives more than they have, and the last owner stays one (409).
         */
        put: operations["putUser"];
        post?: never;
        /**
         * Remove a person.
         * @description At once and for good; its tokens stay until they are revoked. The last owner cannot be removed (409).
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Change the role of a person, or shut it out.
         * @description A change ends the sessions of the person. Nobody gives more than they have, and the last owner stays one (409).
         */
        patch: operations["patchUser"];
        trace?: never;
    };
    "/api/v1/users/{name}/password-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link by which a person sets a password.
         * @description It works once, within three days, and takes the place of an earlier one. The password of before is good until then.
         */
        post: operations["makePasswordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whose gateway this is. */
        get: operations["getOrganisation"];
        /** Say whose gateway this is. */
        put: operations["putOrganisation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell version, stores, addresses, clock, disks and health. */
        get: operations["getAbout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed and who fetched what, newest first.
         * @description Lines are only ever added. All filters must hold.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/rewrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wrap all keys of the ring with a new master key.
         * @description The new key takes the file's place, the old one stays beside it under another name. What was sealed stays as it is. Interrupted, it goes on at the next start. Other gateways over the same database need a copy of the new file before they start again.
         */
        post: operations["rewrapSecrets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is known of products and companies, by title. */
        get: operations["listPresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one preset. */
        get: operations["getPreset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stations with their settings, by name.
         * @description Those of the settings file stand among them, managed by appsettings and read-only.
         */
        get: operations["listStations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one station with its ETag.
         * @description Only what was set stands there; the schema names the defaults. Of a secret it is said that it is set, never what it is. errors and warnings say by field what was found about it, usedBy who needs it.
         */
        get: operations["getStation"];
        /**
         * Make a station, or replace all of one.
         * @description What is left out has its default; a secret that is left out is kept, and goes by null or an empty text. Checked as a whole before anything is written; it counts at once. An AS2 name that changes stays answered for 90 days, unless aliases say something else.
         */
        put: operations["putStation"];
        post?: never;
        /**
         * Remove a station that nobody needs.
         * @description 409 names who still needs it in usedBy.
         */
        delete: operations["deleteStation"];
        options?: never;
        head?: never;
        /**
         * Change some settings of a station.
         * @description A merge patch (RFC 7396): what is not named stays, null goes back to the default. Lists are replaced whole.
         */
        patch: operations["patchStation"];
        trace?: never;
    };
    "/api/v1/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List partners with their settings, by name.
         * @description Those of the settings file stand among them, managed by appsettings and read-only.
         */
        get: operations["listPartners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/partners/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one partner with its ETag.
         * @description Only what was set stands there; the schema names the defaults. Of a secret it is said that it is set, never what it is. errors and warnings say by field what was found about it, usedBy who needs it, state how it stands: what went wrong last, and when a message came or went last.
         */
        get: operations["getPartner"];
        /**
         * Make a partner, or replace all of one.
         * @description What is left out has its default; a secret that is left out is kept, and goes by null or an empty text. Checked as a whole before anything is written; it counts at once. An AS2 name that changes stays answered for 90 days, unless aliases say something else.
         */
        put: operations["putPartner"];
        post?: never;
        /**
         * Remove a partner that nobody needs.
         * @description 409 names who still needs it in usedBy.
         */
        delete: operations["deletePartner"];
        options?: never;
        head?: never;
        /**
         * Change some settings of a partner.
         * @description A merge patch (RFC 7396): what is not named stays, null goes back to the default. Lists are replaced whole.
         */
        patch: operations["patchPartner"];
        trace?: never;
    };
    "/api/v1/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List certificates with their settings, by name.
         * @description Those of the settings file stand among them, managed by appsettings and read-only.
         */
        get: operations["listCertificates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one certificate with its ETag.
         * @description Only what was set stands there; the schema names the defaults. Of a secret it is said that it is set, never what it is. errors and warnings say by field what was found about it, usedBy who needs it. details are read off the certificate; usedBy says which connections use it now, and for what: ours to sign, for receipts, to open and for tls, a partner's to encrypt, to verify and for tls.
         */
        get: operations["getCertificate"];
        /**
         * Make a certificate, or replace all of one.
         * @description What is left out has its default; a secret that is left out is kept, and goes by null or an empty text. Checked as a whole before anything is written; it counts at once.
         */
        put: operations["putCertificate"];
        post?: never;
        /**
         * Remove a certificate that nobody needs.
         * @description 409 names who still needs it in usedBy.
         */
        delete: operations["deleteCertificate"];
        options?: never;
        head?: never;
        /**
         * Change some settings of a certificate.
         * @description A merge patch (RFC 7396): what is not named stays, null goes back to the default. Lists are replaced whole.
         */
        patch: operations["patchCertificate"];
        trace?: never;
    };
    "/api/v1/connections/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one connection with its ETag.
         * @description Only what was set stands there; the schema names the defaults. Of a secret it is said that it is set, never what it is. errors and warnings say by field what was found about it, usedBy who needs it, state how it stands: what went wrong last, and when a message came or went last.
         */
        get: operations["getConnection"];
        /**
         * Make a connection, or replace all of one.
         * @description What is left out has its default; a secret that is left out is kept, and goes by null or an empty text. Checked as a whole before anything is written; it counts at once. A new one takes what it leaves out from the defaults of its station.
         */
        put: operations["putConnection"];
        post?: never;
        /**
         * Remove a connection that nobody needs.
         * @description 409 names who still needs it in usedBy.
         */
        delete: operations["deleteConnection"];
        options?: never;
        head?: never;
        /**
         * Change some settings of a connection.
         * @description A merge patch (RFC 7396): what is not named stays, null goes back to the default. Lists are replaced whole.
         */
        patch: operations["patchConnection"];
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channels with their settings, by name.
         * @description Those of the settings file stand among them, managed by appsettings and read-only.
         */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one channel with its ETag.
         * @description Only what was set stands there; the schema names the defaults. Of a secret it is said that it is set, never what it is. errors and warnings say by field what was found about it, usedBy who needs it.
         */
        get: operations["getChannel"];
        /**
         * Make a channel, or replace all of one.
         * @description What is left out has its default; a secret that is left out is kept, and goes by null or an empty text. Checked as a whole before anything is written; it counts at once.
         */
        put: operations["putChannel"];
        post?: never;
        /**
         * Remove a channel that nobody needs.
         * @description 409 names who still needs it in usedBy.
         */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        /**
         * Change some settings of a channel.
         * @description A merge patch (RFC 7396): what is not named stays, null goes back to the default. Lists are replaced whole.
         */
        patch: operations["patchChannel"];
        trace?: never;
    };
    "/api/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rules with their settings, by name.
         * @description Those of the settings file stand among them, managed by appsettings and read-only.
         */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one rule with its ETag.
         * @description Only what was set stands there; the schema names the defaults. Of a secret it is said that it is set, never what it is. errors and warnings say by field what was found about it, usedBy who needs it.
         */
        get: operations["getRule"];
        /**
         * Make a rule, or replace all of one.
         * @description What is left out has its default; a secret that is left out is kept, and goes by null or an empty text. Checked as a whole before anything is written; it counts at once.
         */
        put: operations["putRule"];
        post?: never;
        /**
         * Remove a rule that nobody needs.
         * @description 409 names who still needs it in usedBy.
         */
        delete: operations["deleteRule"];
        options?: never;
        head?: never;
        /**
         * Change some settings of a rule.
         * @description A merge patch (RFC 7396): what is not named stays, null goes back to the default. Lists are replaced whole.
         */
        patch: operations["patchRule"];
        trace?: never;
    };
    "/api/v1/certificates/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read files and say what they hold, and save nothing.
         * @description PEM, DER, P7B, PFX and JKS; key, certificate and chain may come in several files.
         */
        post: operations["readCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a certificate out of files into the configuration.
         * @description As read, then saved under a name. A station's comes with its key, which is sealed and never shown again; one that comes with a partner's certificate is not kept.
         */
        post: operations["importCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a key and a self-signed certificate.
         * @description The key is made here, sealed, and never leaves. With from and state planned it takes over then; give the partner its file before.
         */
        post: operations["makeCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a key and the request (PKCS#10) that asks a CA for its certificate.
         * @description request in the answer goes to the CA; what it sends goes to answer. Until then it is used for nothing.
         */
        post: operations["requestCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{name}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the CA's answer to a request.
         * @description The certificate alone or with its chain, in any form. It must be for the key that was kept.
         */
        post: operations["answerCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{name}/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a certificate take over, now or at a moment to come.
         * @description Sets its from and its state. The one before goes on proving signatures and opening messages until it is retired.
         */
        post: operations["switchCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{name}/files/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the public part of a certificate.
         * @description format: cer (DER), pem (with its chain), p7b (with its chain), or csr for the request that waits for a CA.
         */
        get: operations["getCertificateFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/partner-sheets/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read what a partner sent about itself, and save nothing.
         * @description A page of text or a mail, certificates (.cer, .pem, .p7b), a partnerships.xml of OpenAS2, the export of a Celigo (integrator.io) AS2 connection, and the packet of a Waybill gateway (text or zip). The answer holds a guess for each field of the partner and the connection, with where it came from.
         */
        post: operations["readPartnerSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/packet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the partner of a connection needs from us.
         * @description Ids, address, algorithms and our certificates, in use and to come. format: json (default), text, or zip with the page and each certificate as .cer and .p7b.
         */
        get: operations["getPacket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the share links of a connection, the newest 100, also those that are over. */
        get: operations["listShares"];
        put?: never;
        /**
         * Make a link that shows the packet to whoever has it.
         * @description A page without sign-in, as the configuration is when it is opened, until the link expires or is ended.
         */
        post: operations["createShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a share link. */
        delete: operations["revokeShare"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who changed what of a station, newest first.
         * @description Of the audit, setting by setting. It stays when the resource goes.
         */
        get: operations["historyStation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/partners/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who changed what of a partner, newest first.
         * @description Of the audit, setting by setting. It stays when the resource goes.
         */
        get: operations["historyPartner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who changed what of a certificate, newest first.
         * @description Of the audit, setting by setting. It stays when the resource goes.
         */
        get: operations["historyCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who changed what of a connection, newest first.
         * @description Of the audit, setting by setting. It stays when the resource goes.
         */
        get: operations["historyConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who changed what of a channel, newest first.
         * @description Of the audit, setting by setting. It stays when the resource goes.
         */
        get: operations["historyChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who changed what of a rule, newest first.
         * @description Of the audit, setting by setting. It stays when the resource goes.
         */
        get: operations["historyRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apply/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what applying a file would do.
         * @description A file has a set, the list of each kind (stations, partners, certificates, connections, channels, rules) and, to remove what it names no more, prune: true. Each resource has its name and its settings. Only resources of no set or of this one are changed; nothing is removed without prune, and nothing of another set ever. Nothing is changed.
         */
        post: operations["planApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The JSON schema of files of resources.
         * @description For editors: # yaml-language-server: $schema=http://localhost:8080/api/v1/schema as the first line of a file. Needs no token.
         */
        get: operations["getSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a file, exactly as its plan said.
         * @description A file has a set, the list of each kind (stations, partners, certificates, connections, channels, rules) and, to remove what it names no more, prune: true. Each resource has its name and its settings. Only resources of no set or of this one are changed; nothing is removed without prune, and nothing of another set ever. plan is the one the plan of this file gave; 409 when the configuration or the file changed since. All changes are one transaction.
         */
        post: operations["apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look whether the partner of a connection can be reached.
         * @description Name, connection, TLS and web server of each of its addresses, the way messages go. No document, password or token is sent.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{name}/debug": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the debug log of a connection, newest first. */
        get: operations["readDebug"];
        put?: never;
        /**
         * Write down for some minutes what goes over a connection.
         * @description Requests and answers both ways with their headers and short texts, secrets masked; each entry is kept for a day.
         */
        post: operations["switchDebug"];
        /** Forget what the debug log of a connection holds. */
        delete: operations["clearDebug"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/echo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether Echo is set up, and how it can behave. */
        get: operations["getEcho"];
        put?: never;
        /**
         * Set Echo up, or as it was when something of it was changed.
         * @description Makes a station, a partner, two certificates and the connections echo, echo-later and echo-closed, all of the set echo, in one transaction. Its times are short, so that failures can be watched. Done again it gives the same; Echo's key stays.
         */
        post: operations["setUpEcho"];
        /**
         * Take Echo away.
         * @description What was exchanged stays. 409 while messages to it wait.
         */
        delete: operations["removeEcho"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/echo/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Echo a test message, and say how it is to behave.
         * @description It goes the way of every message, marked as a test; the mode stands in its subject.
         */
        post: operations["sendToEcho"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/first-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Propose names for a company's station.
         * @description Nothing is made; nobody has these names now.
         */
        get: operations["suggestStation"];
        put?: never;
        /**
         * Make a station with its key and certificate, by the company's name alone.
         * @description The key is RSA with 2048 bits, which every partner can use; its self-signed certificate is good for three years. Each call makes another station. A gateway that has no organisation yet has this one then.
         */
        post: operations["firstRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Where it listens. */
        AboutAddresses: {
            /** @description For people and programs. */
            inside: string[];
            /** @description For partners' messages, with /as2. */
            as2: string[];
        };
        /** @description Where the journal is. */
        AboutDatabase: {
            /** @description SQLite or PostgreSQL. */
            kind: string;
            /** @description The file, or database and host. */
            place: string;
            /**
             * Format: int64
             * @description Size of the file; absent for PostgreSQL.
             */
            bytes?: number | null;
        };
        /** @description A folder and its disk. */
        AboutFolder: {
            /** @description data, payloads or inbox. */
            name: string;
            path: string;
            /**
             * Format: int64
             * @description Absent where it cannot be told.
             */
            freeBytes?: number | null;
            /** Format: int64 */
            totalBytes?: number | null;
        };
        /** @description Whether a message that came now could be kept. */
        AboutHealth: {
            isReady: boolean;
            /** @description What stands in the way: the store, the disk, a clock that differs from the database's. */
            problem?: null | string;
        };
        /** @description What waits, counted up to 1000 each. */
        AboutQueue: {
            /** Format: int32 */
            sends: number;
            /** Format: int32 */
            receipts: number;
            /** Format: int32 */
            handoffs: number;
            /** Format: int32 */
            unopened: number;
            /** Format: date-time */
            oldestDueAt?: null | string;
        };
        /** @description What this gateway is and how it stands. */
        AboutView: {
            version: string;
            /** @description .NET and the system it runs on. */
            runtime: string;
            system: string;
            /** Format: date-time */
            startedAt: string;
            /**
             * Format: date-time
             * @description The gateway's clock.
             */
            now: string;
            health?: null | components["schemas"]["AboutHealth"];
            database?: null | components["schemas"]["AboutDatabase"];
            folders?: null | components["schemas"]["AboutFolder"][];
            addresses?: null | components["schemas"]["AboutAddresses"];
            queue?: null | components["schemas"]["AboutQueue"];
            /** @description The file of the key to all secrets: back it up, apart from the data. */
            masterKeyFile?: null | string;
        };
        /** @description The set-up secret, and the first owner's account. */
        AccountSetupRequest: {
            /** @description What stands in setup-token in the data folder, and in the link of waybill admin setup-link. */
            secret: string;
            /** @description The owner's name: 1 to 64 letters, digits, dots, hyphens, underscores or @. */
            name: string;
            /** @description At least 12 characters; nothing else is asked of it. */
            password: string;
        };
        /** @description What became of a message that was claimed. */
        AckRequest: {
            /** @description As it was given with the message. */
            claim: string;
            result: components["schemas"]["AckResult"];
            /** @description Why it failed, one sentence for the operator. */
            reason?: null | string;
            /**
             * Format: int32
             * @description When it is given out again after it failed, 0 to 86400. Default 60.
             */
            retryAfterSeconds?: number | null;
        };
        /** @enum {unknown} */
        AckResult: "done" | "failed";
        /** @description It is done. */
        ActionDone: {
            id: string;
            state: components["schemas"]["ExchangeState"];
        };
        AlertList: {
            items: components["schemas"]["AlertView"][];
        };
        /** @enum {unknown} */
        AlertSeverity: "info" | "warning" | "critical";
        /** @description Something that wants to be looked at. */
        AlertView: {
            /** @description A fixed word, for example receipt-overdue. */
            kind: string;
            /** @description What it is about: an exchange, a connection, the store. */
            subject: string;
            severity: components["schemas"]["AlertSeverity"];
            text: string;
            /** Format: date-time */
            raisedAt: string;
            /**
             * Format: int32
             * @description How often since.
             */
            count: number;
        };
        /** @description What was answered to a message in. */
        AnswerView: {
            /** Format: int32 */
            status: number;
            headers: components["schemas"]["HeaderLine"][];
            /** Format: int32 */
            bytes: number;
        };
        AttemptView: {
            /** Format: int32 */
            number: number;
            /** @description send, receipt or duplicate. */
            kind: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endedAt?: null | string;
            /** Format: int32 */
            httpStatus?: number | null;
            sentence?: null | string;
            responseHeaders: components["schemas"]["HeaderLine"][];
        };
        /** @description One thing that somebody changed or fetched. */
        AuditLine: {
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            at: string;
            /** @description Name of the token it was done with; local: on the gateway's own machine. */
            principal: string;
            /** @description create, replace, delete, revoke, download … */
            action: string;
            /** @description Of what: exchange, token, connection … */
            kind: string;
            name: string;
            before?: null | components["schemas"]["JsonElement"];
            after?: null | components["schemas"]["JsonElement"];
        };
        /** @description One page, newest first. */
        AuditList: {
            items: components["schemas"]["AuditLine"][];
            /** @description The cursor of the next page; absent on the last one. */
            next?: null | string;
        };
        /** @enum {unknown} */
        Blame: "us" | "partner" | "agreement" | null;
        /** @description One thing about a certificate. */
        CertificateFindingView: {
            /** @description A fixed word: key-missing, key-mismatch, key-foreign, size, usage, dates, near-end, chain, weak-signature, tls-reused. */
            code: string;
            /** @description info, warning or error. */
            severity: string;
            sentence: string;
        };
        CertificateSettings: {
            /** @description Whose: station/NAME or partner/NAME. */
            owner?: string;
            /** @description The AS2 name of one identity of the partner; empty: all of them. */
            identity?: string;
            /**
             * @description What for. Default any but TLS.
             * @default any
             * @enum {string}
             */
            use: "any" | "sign" | "encrypt" | "tls";
            /** @description The certificate, PEM. */
            certificate?: string;
            /** @description Its private key, PEM without a passphrase; ours only. */
            key?: string;
            /**
             * Format: date-time
             * @description From when it signs or is encrypted for; null: from its own first moment.
             */
            from?: string;
            /**
             * Format: date-time
             * @description Until when it signs, is encrypted for and proves; null: no end but its own.
             */
            until?: string;
            /**
             * @description Planned, current or retired. Default current.
             * @default current
             * @enum {string}
             */
            state: "planned" | "current" | "retired";
            /** @description The request (PKCS#10, PEM) that asks a CA for the certificate of the key. While there is no certificate, it waits for the answer and is used for nothing. */
            request?: string;
            /** @description For people. */
            note?: string;
        };
        CertificatesView: {
            /** @description SHA-256 thumbprint of the certificate whose signature counted. */
            signer?: null | string;
            /** @description Every certificate that took part, as it was then. */
            used: components["schemas"]["CertificateView"][];
        };
        /** @enum {unknown} */
        CertificateUse: "sign" | "encrypt" | "decrypt" | "verify" | "sign_receipt";
        /** @description A certificate that took part. */
        CertificateView: {
            /** @description sign and encrypt: our message out. decrypt: with our key. verify: the partner's signature. sign_receipt: our receipt. */
            use: components["schemas"]["CertificateUse"];
            subject: string;
            /** @description SHA-256 over the certificate, hexadecimal. */
            sha256: string;
            /** Format: date-time */
            notAfter: string;
        };
        ChannelSettings: {
            /**
             * @description Mail or webhook. Left out: a webhook where url is set, else mail.
             * @enum {string}
             */
            kind?: "smtp" | "webhook";
            /** @description Where a webhook is posted to. It may hold a secret: it is shown like one. */
            url?: string;
            /** @description What a webhook is signed with, at least 16 characters. */
            secret?: string;
            /** @description Mail server. */
            host?: string;
            /**
             * @description Its port. 0: 587, with tls 465.
             * @default 0
             */
            port: number;
            /**
             * @description How it is spoken to.
             * @default startTls
             * @enum {string}
             */
            security: "startTls" | "tls" | "none";
            /** @description User name there; empty signs in nobody. */
            user?: string;
            /** @description Its password. */
            password?: string;
            /** @description Sender of the mail. */
            from?: string;
            /** @description Who gets it. */
            to?: string[];
        };
        /** @description A message to be taken by a consumer. */
        ClaimedHandoff: {
            /** @description The exchange; part of the address of the acknowledgement. */
            exchange: string;
            /** @description To be given back with the acknowledgement. */
            claim: string;
            /**
             * Format: int32
             * @description From 1.
             */
            attempt: number;
            connection?: null | string;
            from: string;
            to: string;
            messageId?: null | string;
            /** Format: date-time */
            receivedAt: string;
            /** @description Handed on again by a person. */
            isReplay: boolean;
            documents: components["schemas"]["DocumentView"][];
        };
        ClaimedHandoffs: {
            items: components["schemas"]["ClaimedHandoff"][];
            /**
             * Format: date-time
             * @description What is not acknowledged by then is given out again.
             */
            until: string;
        };
        /** @enum {unknown} */
        ConnectionCondition: "online" | "offline" | "held" | "waiting" | "half_open";
        /** @description Something that went wrong. */
        ConnectionErrorView: {
            /** Format: date-time */
            at: string;
            text: string;
        };
        /** @description One page, by name. */
        ConnectionList: {
            items: components["schemas"]["ConnectionView"][];
            /** @description The cursor of the next page; absent on the last one. */
            next?: null | string;
        };
        ConnectionSettings: {
            /**
             * @description What it speaks. Default as2, so far the only one.
             * @default as2
             */
            kind: string;
            /** @description Names a station, in a settings file by its As2Id; may be empty when there is only one. */
            station?: string;
            /** @description Names a partner, in a settings file by its As2Id. */
            partner?: string;
            /** @description The As2Id of one identity of the partner; empty: its first. */
            identity?: string;
            /**
             * @description Where the HTTPS token goes. Default none: there is none.
             * @default none
             * @enum {string}
             */
            tokenIn: "none" | "header" | "urlParameter" | "body";
            /** @description The token. Empty beside refreshUri: it is fetched before the first call. */
            token?: string;
            /**
             * @description Header of the token. Default Authorization.
             * @default Authorization
             */
            tokenHeader: string;
            /**
             * @description Word before the token in its header. Default bearer.
             * @default bearer
             * @enum {string}
             */
            tokenScheme: "bearer" | "mac" | "oAuth" | "none";
            /** @description Parameter of the URL that carries the token. */
            tokenParameter?: string;
            /** @description Exchanged for a new token; replaced when an answer brings another one. */
            refreshToken?: string;
            /** @description Where a new token is asked for, relative to the address of the partner's server: /oauth/token. Empty: it is never refreshed. */
            refreshUri?: string;
            /**
             * @description GET, POST or PUT. Default POST.
             * @default POST
             */
            refreshMethod: string;
            /**
             * @description Media type of the request's body. Default json.
             * @default json
             * @enum {string}
             */
            refreshMediaType: "json" | "urlEncoded" | "xml";
            /** @description The request's body, as a template with {{token}}, {{refreshToken}}, {{secret}}, {{user}} and {{password}}; values are written as the media type asks. Empty: none. */
            refreshBody?: string;
            /** @description Headers of the request, Name: value, as templates with the same names. */
            refreshHeaders?: string[];
            /** @description A secret of the request, as a client secret: {{secret}} in its body and headers. */
            refreshSecret?: string;
            /** @description Where the new token stands in the answer: a JSON path, of an XML answer a path of element names. Default access_token; with XML it has to be named. */
            refreshedTokenPath?: string;
            /** @description Where a new refresh token stands in the answer, if there is one. Default refresh_token, with XML none. */
            nextRefreshTokenPath?: string;
            /** @description Status by which the partner's server says that it does not believe us, besides 401 and 403. */
            authFailStatus?: number;
            /** @description JSON path of what says so in the body of an answer of any status, up to 64 KiB. An authentic receipt always goes before. */
            authFailPath?: string;
            /** @description What stands there then; empty: anything but null, false and an empty text. */
            authFailValues?: string[];
            /** @description Status by which the partner's server asks for fewer calls, besides 429. */
            rateLimitFailStatus?: number;
            /** @description JSON path of what asks so, as authFailPath. */
            rateLimitFailPath?: string;
            /** @description What stands there then; empty: anything but null, false and an empty text. */
            rateLimitFailValues?: string[];
            /**
             * @description Whether a connection that was asked for fewer calls comes back by itself: one call at a time after the wait the partner names, else after 1, 2, 4 … 1024 minutes, then 2, 4 … at once up to concurrency. Off: it is held, with an alert, until a person releases it. Default true.
             * @default true
             */
            autoRecover: boolean;
            /** @description The only ciphers of messages in that are decrypted: aes256-gcm …, with their switches 3des-cbc and rc2-cbc. Empty: all that the switches allow. */
            decryptionCiphers?: string[];
            /** @description The only digests of messages in whose signatures count: sha-256 …, with their switches sha-1 and md5. Empty: all that the switches allow. */
            signatureDigests?: string[];
            /** @description The only digests of the partner's receipts whose signatures count. Empty: all that the switches allow. */
            receiptDigests?: string[];
            /** @description Digest our receipts are signed with: sha-256, sha-384, sha-512, with allowSha1 sha-1. Empty: the one each message asks for (RFC 4130 §7.3). */
            receiptSign?: string;
            /**
             * @description How the content key reaches the partner. Default usual.
             * @default usual
             * @enum {string}
             */
            keyTransport: "usual" | "oaepSha256" | "oaepSha1";
            /**
             * @description How our messages are signed with an RSA key: PKCS#1 or PSS. Default PKCS#1, what every product verifies.
             * @default pkcs1
             * @enum {string}
             */
            signaturePadding: "pkcs1" | "pss";
            /**
             * @description Signs the algorithms too (RFC 6211). Default false: IBM Sterling and DataPower refuse such a signature.
             * @default false
             */
            algorithmProtection: boolean;
            /**
             * @description Writes sha256 instead of sha-256, as before RFC 5751, in micalg and in the receipt request, for a partner that knows nothing newer. Default false.
             * @default false
             */
            oldDigestNames: boolean;
            /**
             * @description Carries the document inside the signature instead of beside it, for a partner that asks for it. Default false: AS2 itself knows multipart/signed only.
             * @default false
             */
            opaqueSignature: boolean;
            /**
             * @description Coding of the signature's part: base64 (default) or binary.
             * @default base64
             */
            signatureEncoding: string;
            /**
             * @description Coding of the document inside its layers: binary (default) or base64. No byte of the document itself is ever changed before it is signed.
             * @default binary
             */
            documentEncoding: string;
            /**
             * @description Coding of a compressed part inside another layer: binary (default) or base64.
             * @default binary
             */
            compressedEncoding: string;
            /**
             * @description Says Content-Transfer-Encoding: binary among the HTTP headers, for a partner that demands it. Default false.
             * @default false
             */
            stateTransferEncoding: boolean;
            /**
             * @description When a signature of the partner does not fit, tries once more over the content with bare line feeds made CRLF: some products sign so and send otherwise. Default false.
             * @default false
             */
            retrySignatureWithCrlf: boolean;
            /** @description Name of another connection whose bound on messages at once counts for this one too, as for two addresses of one server: both together send at most so many as its concurrency says, fewer while it was asked for fewer calls, and its autoRecover counts. Empty: its own. */
            concurrencyFrom?: string;
            /**
             * @description Days after its end for which a certificate of ours or the partner's is still signed with and encrypted for. Default 0: nothing new is sent with it, what is submitted waits, and an alert says which.
             * @default 0
             */
            expiredCertificateGraceDays: number;
            /**
             * @description Days after its end for which a message signed with the partner's certificate is still taken. Default 0: it is refused. Receipts signed with it count, with a warning.
             * @default 0
             */
            expiredSignerGraceDays: number;
            /**
             * @description Whether anything goes over it. Off: what arrives is answered as if there were no agreement, what is submitted waits. Default true.
             * @default true
             */
            online: boolean;
            /** @description Where the partner receives, in order of preference. The hosts may be named for asynchronous receipts. */
            urls?: string[];
            /** @description One more address, before urls: most partners have one. */
            url?: string;
            /** @description Further hosts its asynchronous receipts may be posted to. */
            receiptHosts?: string[];
            /**
             * @description Whether its hosts may be loopback, private or link-local addresses. Default false.
             * @default false
             */
            allowPrivate: boolean;
            /**
             * @description Rfc4130 or Modern.
             * @default rfc4130
             * @enum {string}
             */
            profile: "rfc4130" | "modern";
            /**
             * @description Whether messages must be signed. Default required.
             * @default required
             * @enum {string}
             */
            signature: "required" | "allowed" | "forbidden";
            /**
             * @description Whether messages must be encrypted. Default required.
             * @default required
             * @enum {string}
             */
            encryption: "required" | "allowed" | "forbidden";
            /**
             * @description Whether messages must be compressed. Default allowed.
             * @default allowed
             * @enum {string}
             */
            compression: "required" | "allowed" | "forbidden";
            /**
             * @description Takes and sends CBC encryption without a signature, which anybody can change. Default false.
             * @default false
             */
            allowUnsignedCbc: boolean;
            /**
             * @description Verifies SHA-1 signatures, and writes SHA-1 where it is asked for or set. Default false.
             * @default false
             */
            allowSha1: boolean;
            /**
             * @description Verifies MD5 signatures. Default false.
             * @default false
             */
            allowMd5: boolean;
            /**
             * @description Decrypts 3DES, and writes it where it is set. Default false.
             * @default false
             */
            allowTripleDes: boolean;
            /**
             * @description Decrypts RC2. Default false.
             * @default false
             */
            allowRc2: boolean;
            /**
             * @description Takes signatures of certificates that are expired or not yet valid. Default false.
             * @default false
             */
            ignoreCertificateDates: boolean;
            /**
             * @description Decodes a body that says it is base64 and is. Default false.
             * @default false
             */
            decodeWholeBody: boolean;
            /** @description Largest message, in bytes as it arrives. Default no bound. */
            maxBodyBytes?: number;
            /**
             * @description Answers 204 instead of 200 where the answer has no body. Default false.
             * @default false
             */
            answerEmptyWith204: boolean;
            /**
             * @description Refuses messages whose sender and receiver have one name. Default false.
             * @default false
             */
            refuseSameNames: boolean;
            /**
             * @description What a message is answered whose id came before with other content. Default error.
             * @default error
             * @enum {string}
             */
            duplicateAnswer: "error" | "warning";
            /**
             * @description Keeps every body as it came over the wire, however large. Default false: up to 1 MiB, and what no key of ours opens.
             * @default false
             */
            keepWireBodies: boolean;
            /** @description Where accepted documents are written; - writes none. Empty: the gateway's inbox, in a folder of the connection's name. */
            folder?: string;
            /**
             * @description Names of the files there: {id} our id, {name} the safe file name, {from}, {to}, {date}, {n} the document's number.
             * @default {id}-{name}
             */
            fileName: string;
            /**
             * @description Whether accepted documents also wait to be fetched and acknowledged over the API. Default false.
             * @default false
             */
            apiPull: boolean;
            /**
             * @description Digest our messages are signed with: sha-256, sha-384, sha-512, with allowSha1 sha-1; none does not sign. Default sha-256.
             * @default sha-256
             */
            sign: string;
            /** @description Cipher of our messages: aes256-cbc …, aes256-gcm …, with allowTripleDes 3des-cbc; none does not encrypt. Empty: AES-256 in the profile's mode. */
            encrypt?: string;
            /**
             * @description Whether our messages are compressed, and when. Default none.
             * @default none
             * @enum {string}
             */
            compress: "none" | "beforeSigning" | "afterSigning";
            /**
             * @description The receipt our messages ask for. Default signed.
             * @default signed
             * @enum {string}
             */
            receipt: "none" | "unsigned" | "signed";
            /** @description Our address for asynchronous receipts; empty asks for the receipt in the answer. */
            asyncReceiptUrl?: string;
            /** @description Subject of a message that brings none; empty: none. */
            subject?: string;
            /** @description Further headers of our messages, Name: value. */
            extraHeaders?: string[];
            /**
             * @description Sends in chunks instead of with a length. Default false.
             * @default false
             */
            chunked: boolean;
            /**
             * @description Asks for 100 Continue before the body. Default false.
             * @default false
             */
            expectContinue: boolean;
            /** @description User name for the partner's server (Basic); empty sends none. Its password comes with password. */
            user?: string;
            /** @description Password for the partner's server. */
            password?: string;
            /**
             * @description Whether messages wait for each other. Default none.
             * @default none
             * @enum {string}
             */
            order: "none" | "strict";
            /**
             * @description Most messages on their way at once. Default 4.
             * @default 4
             */
            concurrency: number;
            /**
             * @description Least time between the starts of two calls. Default none.
             * @default 00:00:00
             */
            waitBetweenCalls: string;
            /** @description Waits between the attempts of one message; the last one repeats. Empty: 5, 10, 20, 40, 60 minutes. */
            retryWaits?: string[];
            /** @description Waits of the connection while it fails (no connection can be made, access is refused), until it is tried again; the last one repeats. Empty: 15 s, 30 s, 1, 2, 5, 10 minutes. */
            pauseWaits?: string[];
            /** @description Waits between the attempts to post an asynchronous receipt; the last one repeats. Empty: 15 s, 1 minute, then as messages. */
            receiptWaits?: string[];
            /**
             * @description When a message is given up. Default 24 hours after it was submitted.
             * @default 1.00:00:00
             */
            totalTime: string;
            /**
             * @description When a receipt is overdue that does not come in the answer. Default 24 hours.
             * @default 1.00:00:00
             */
            receiptDeadline: string;
            /**
             * @description How often the same bytes are sent again when such a receipt is overdue; then the message has failed. Default 0: an alert, and the message waits on. totalTime must be longer than so many times receiptDeadline.
             * @default 0
             */
            resendsWhenOverdue: number;
            /** @description Further HTTP statuses by which the partner's server says that it is down, and not that this message is bad. */
            pausingStatuses?: number[];
            /**
             * @description Longest wait for a connection. Default 30 s.
             * @default 00:00:30
             */
            connectTimeout: string;
            /**
             * @description Longest time in which no byte moves. Default 5 minutes.
             * @default 00:05:00
             */
            silenceTimeout: string;
            /**
             * @description What follows when a document in has a file name that came from this partner before, or that cannot be used as it is. However that is, no file is ever replaced. Default rename.
             * @default rename
             * @enum {string}
             */
            fileNameRule: "rename" | "warn" | "refuse";
            /**
             * @description Days for which a file name counts as one that came before. Default 90.
             * @default 90
             */
            fileNameDays: number;
            /** @description User name the partner must bring (Basic); empty asks for none. Its password stands in inboundPassword. */
            inboundUser?: string;
            /** @description Password the partner must bring. */
            inboundPassword?: string;
            /** @description SHA-256 fingerprints of client certificates, one of which the partner must show: 64 hexadecimal digits, with or without colons. Empty, and no authority: asks for none. */
            inboundClientCertificates?: string[];
            /** @description Certificates of authorities (PEM text, or a file), one of which must have issued the client certificate the partner shows. Those between belong here too. */
            inboundClientAuthorities?: string[];
            /** @description Addresses the partner sends from: 192.0.2.7, 192.0.2.0/24, 2001:db8::/32. Empty: from everywhere. */
            inboundSources?: string[];
            /**
             * @description Days for which bodies are kept as they go over the wire, and documents that are also in the signed entity. Default 90. After them nothing is sent again with the same bytes, and a refused message is not opened again.
             * @default 90
             */
            keepWireDays: number;
            /**
             * @description Days for which the evidence is kept: the signed entity with the documents in it, signatures, receipts, certificates. Default 3653, ten years. Not fewer than keepWireDays.
             * @default 3653
             */
            keepEvidenceDays: number;
            /**
             * @description Days for which a message stands in lists, with its names, states, attempts and what its documents say of themselves. Default 3653. Not fewer than keepEvidenceDays.
             * @default 3653
             */
            keepRowDays: number;
            /**
             * @description Days for which a message in that comes again is known and gets its first receipt. Default 3653. Not fewer than keepRowDays, nor than 180.
             * @default 3653
             */
            keepKeyDays: number;
            /** @description Media type of our documents, as application/EDI-X12, where a submission names none. Empty: found by what the document begins with, then by the extension of its file name. */
            contentType?: string;
            /** @description File name our documents are sent under, as a template: {{fileStem}}-{{date}}.edi. Empty: the name they were submitted with. */
            sendFileName?: string;
            /** @description Message-ID of our messages without its brackets, as a template with {{id}}, which makes it unique: {{id}}@as2.example. Empty: {{id}}@{{from}}. */
            messageIdTemplate?: string;
            /** @description TLS versions that are offered: 1.2, 1.3. Empty: both. Older ones protect nobody and are not to be had. */
            tlsVersions?: string[];
            /** @description Cipher suites that are offered, by their IANA names (TLS_AES_256_GCM_SHA384). Empty: the system's. On Windows the system decides. */
            tlsCipherSuites?: string[];
            /** @description Certificates of the only authorities that are trusted for the partner's server: files, or the PEM texts themselves. Empty: those of this machine. */
            tlsRoots?: string[];
            /** @description SHA-256 thumbprints of the partner's own TLS certificates, old and new side by side: exactly these are trusted then, also self-signed and for another host; expired ones are not. The TLS certificates of the partner itself count as named here. */
            tlsPins?: string[];
            /**
             * @description Whether it is asked if the certificate of the partner's server was revoked. Default off.
             * @default off
             * @enum {string}
             */
            tlsRevocation: "off" | "try" | "required";
            /** @description Our certificate for a server that asks for one: a file, or the PEM text itself, with what issued it behind it. Empty: the TLS certificate of our station, if it has one. */
            clientCertificate?: string;
            /** @description Its private key: a PEM file without a passphrase, what SealedKey made of it, or the PEM text itself. */
            clientKey?: string;
            /** @description Proxy on the way to the partner: http://proxy.example:3128, https or socks5. Empty: none. Asynchronous receipts go through it too, and then what their host stands for is not checked by us. */
            proxy?: string;
            /** @description User the proxy knows; empty: it asks for none. */
            proxyUser?: string;
            /** @description Password of that user. */
            proxyPassword?: string;
        };
        /** @description Whether a partner can be reached. */
        ConnectionTestView: {
            /** @description Whether no step failed. */
            isGood: boolean;
            steps: components["schemas"]["TestStepView"][];
        };
        /** @description The agreement between one station and one partner, and how it stands. */
        ConnectionView: {
            name: string;
            /** @description Our AS2 name. */
            station: string;
            /** @description The partner's AS2 name. */
            partner: string;
            /** Format: int64 */
            version: number;
            isOnline: boolean;
            /** @description Whether messages can be sent over it. */
            sends: boolean;
            /** @description Where the partner receives, without query. */
            urls: string[];
            /** @description Who gets what comes in. */
            consumers: string[];
            /** @description Held by a person. */
            isHeld: boolean;
            pause?: null | components["schemas"]["PauseView"];
            /** Format: date-time */
            lastCallAt?: null | string;
            /** @description online; offline: switched off; held: until it is released; waiting: by itself, until its time or its certificate comes; half_open: the next message tries it, or it comes back step by step. */
            condition: components["schemas"]["ConnectionCondition"];
            /**
             * Format: date-time
             * @description When its newest message came or was submitted.
             */
            lastMessageAt?: null | string;
            lastError?: null | components["schemas"]["ConnectionErrorView"];
        };
        /** @enum {unknown} */
        DebugKind: "request_out" | "answer_out" | "request_in" | "answer_in";
        /** @description One entry of a debug log. Secrets are masked. */
        DebugLine: {
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            at: string;
            /** @description Pairs a request with its answer. */
            call: string;
            kind: components["schemas"]["DebugKind"];
            /** @description Our id of the message. */
            exchange?: null | string;
            /** @description Header lines and, where it is short text, the body. */
            text: string;
        };
        /** @description One page, newest first. */
        DebugPage: {
            /**
             * Format: date-time
             * @description Until when the log is on; absent: it is off.
             */
            until?: null | string;
            items: components["schemas"]["DebugLine"][];
            /** @description The cursor of the next page; absent on the last one. */
            next?: null | string;
        };
        /** @description How long a debug log is to be on. */
        DebugRequest: {
            /**
             * Format: int32
             * @description Minutes, 1 to 60; 0 switches it off. Default 15.
             */
            minutes?: number | null;
        };
        /** @description Whether a debug log is on. */
        DebugState: {
            /**
             * Format: date-time
             * @description Until when; absent: it is off.
             */
            until?: null | string;
        };
        /** @enum {unknown} */
        Direction: "in" | "out";
        DocumentView: {
            /**
             * Format: int32
             * @description From 1.
             */
            number: number;
            /** @description The sender's name for it: its words, never a path. */
            fileName?: null | string;
            contentType: string;
            contentId?: null | string;
            /** Format: int64 */
            bytes: number;
            /** @description Hexadecimal digest; absent when it was not taken. */
            sha256?: null | string;
            href: string;
        };
        /** @description A message to Echo. */
        EchoMessage: {
            /** @description How Echo is to behave; GET lists the modes. Default good. */
            mode?: null | string;
            /** @description The document, as text. Default: a sample order (X12 850). */
            document?: null | string;
        };
        /** @description One way Echo can behave. */
        EchoModeView: {
            mode: string;
            /** @description The connection its message goes over. */
            connection: string;
            /** @description What Echo does. */
            about: string;
            /** @description What becomes of it. */
            expect: string;
        };
        /** @description With which station Echo exchanges. */
        EchoRequest: {
            /** @description Name of a station. May be left out where there is one only. */
            station?: null | string;
        };
        /** @description A message to Echo that is stored and will be sent. */
        EchoSent: {
            /** @description Our id: 32 hexadecimal digits. */
            id: string;
            messageId: string;
            connection: string;
            /** @description Where the exchange can be read. */
            href: string;
            mode: string;
            /** @description What becomes of it. */
            expect: string;
            /** @description How it ends. */
            endsAs: components["schemas"]["ExchangeState"];
            /** @description The Message-ID of what Echo then sends, for the list of exchanges; absent when it sends nothing. */
            reply?: null | string;
            replyEndsAs?: null | components["schemas"]["ExchangeState"];
        };
        /** @description Echo: a second AS2 station inside the gateway, reached over HTTP on its own port, to try things out with. */
        EchoView: {
            isSetUp: boolean;
            /** @description The station it exchanges with; absent when it is not set up. */
            station?: null | string;
            /** @description Where it receives, for this machine alone; absent when it is not set up. */
            url?: null | string;
            modes: components["schemas"]["EchoModeView"][];
        };
        /** @description What the envelope of an EDI or XML document says. */
        EnvelopeView: {
            /**
             * Format: int32
             * @description Which document it was found in, from 1.
             */
            document: number;
            standard: string;
            type: string;
            version?: null | string;
            number?: null | string;
            interchangeControl?: null | string;
            groupControl?: null | string;
            documentControl?: null | string;
            sender?: null | string;
            receiver?: null | string;
        };
        /** @description A line of the list. */
        ExchangeLine: {
            id: string;
            direction: components["schemas"]["Direction"];
            state: components["schemas"]["ExchangeState"];
            /** @description The receipt we owe for a message in. */
            receipt: components["schemas"]["ReceiptState"];
            connection?: null | string;
            /** @description AS2-From. */
            from: string;
            /** @description AS2-To. */
            to: string;
            messageId?: null | string;
            subject?: null | string;
            fileName?: null | string;
            /** Format: int64 */
            bytes: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int32 */
            attempts: number;
            /** @description Why a message in was refused, as a word. */
            failure?: null | string;
            /** @description One sentence for the operator. */
            detail?: null | string;
            isTest: boolean;
            /** @description What is wrong with it now, as a word; absent when nothing is. In: the failure. Out: for example cannot_connect, http_403, rejected_authentication_failed, mic_mismatch, receipt_overdue. */
            cause?: null | string;
            blame?: null | components["schemas"]["Blame"];
            /**
             * Format: date-time
             * @description When the next attempt is made, or until when the receipt is awaited.
             */
            dueAt?: null | string;
            /** @description Type of the first document inside: 850, ORDERS. */
            documentType?: null | string;
            /** @description Its business number. */
            documentNumber?: null | string;
            /**
             * Format: int32
             * @description How often it came again.
             */
            repeats: number;
        };
        /** @description One page, newest first. */
        ExchangeList: {
            items: components["schemas"]["ExchangeLine"][];
            /** @description The cursor of the next page; absent on the last one. */
            next?: null | string;
        };
        /** @enum {unknown} */
        ExchangeState: "submitted" | "packaged" | "sending" | "awaiting_receipt" | "retry_wait" | "delivered" | "sent" | "rejected" | "mic_mismatch" | "receipt_invalid" | "failed" | "cancelled" | "overdue" | "accepted" | "refused" | "unopened";
        /** @description Everything that is kept of an exchange but its bytes. */
        ExchangeView: {
            exchange: components["schemas"]["ExchangeLine"];
            /**
             * Format: int64
             * @description Version of the connection it ran under.
             */
            connectionVersion: number;
            /** @description The exchange this one sends again under a new id. */
            resendOf?: null | string;
            /** @description In as received, out as sent. */
            headers: components["schemas"]["HeaderLine"][];
            /** @description The layers found, the outer one first. */
            layers: components["schemas"]["JsonElement"];
            certificates: components["schemas"]["CertificatesView"];
            /** @description Our MIC: base64, algorithm. */
            mic?: null | string;
            /** @description The partner's, from its receipt. */
            receivedMic?: null | string;
            documents: components["schemas"]["DocumentView"][];
            envelopes: components["schemas"]["EnvelopeView"][];
            attempts: components["schemas"]["AttemptView"][];
            receipts: components["schemas"]["ReceiptView"][];
            answer?: null | components["schemas"]["AnswerView"];
            repeatAnswer?: null | components["schemas"]["AnswerView"];
            /** @description What is kept: all; evidence: no bytes of the wire any more; row: no content and no proof any more. */
            kept: string;
            /** @description Who put it on legal hold; absent: nobody. */
            legalHold?: null | string;
            asynchronousReceipt?: null | components["schemas"]["LaterReceiptView"];
            handoffs: components["schemas"]["HandoffView"][];
            timeline: components["schemas"]["TimelineView"][];
            links: components["schemas"]["LinksView"];
        };
        /** @description One setting that a change changed. */
        FieldChangeView: {
            /** @description Members one below the other: defaults/sign. passwordSet: that there is a secret; passwordChanged: that it is another one. */
            field: string;
            before?: null | components["schemas"]["JsonElement"];
            after?: null | components["schemas"]["JsonElement"];
        };
        /** @description A certificate that a file held. */
        FileCertificateView: {
            subject: string;
            issuer: string;
            serialNumber: string;
            /** @description Thumbprint, hexadecimal. */
            sha256: string;
            /** @description Thumbprint as older products show it, hexadecimal. */
            sha1: string;
            /** @description Kind and size: rsa-2048, ec-p256. */
            key: string;
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            /** @description valid, expired or notYetValid. */
            validity: string;
            pem: string;
        };
        /** @description A station to be made. */
        FirstRunRequest: {
            /** @description The company's name, 1 to 100 characters; it stands in the certificate. */
            organisation: string;
            /** @description The AS2 name partners will address. Default: made of the company's name. */
            as2Id?: null | string;
            /** @description Name of the resource. Default: made of the AS2 name. */
            station?: null | string;
        };
        /** @description A station that is ready to exchange. */
        FirstRunView: {
            /** @description Name of the station. */
            station: string;
            as2Id: string;
            /** @description Name of its certificate. */
            certificate: string;
            /** @description SHA-256 over the certificate, hexadecimal: to be read out to partners. */
            thumbprint: string;
            /** Format: date-time */
            notAfter: string;
        };
        HandoffView: {
            consumer: string;
            state: string;
        };
        HeaderLine: {
            name: string;
            value: string;
        };
        /** @description One change of a resource. */
        HistoryLine: {
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            at: string;
            /** @description Name of the token it was done with; local: on the gateway's own machine. */
            principal: string;
            /** @description create, replace, delete, apply … */
            action: string;
            /** @description Setting by setting, secrets masked. */
            changes: components["schemas"]["FieldChangeView"][];
        };
        /** @description One page, newest first. */
        HistoryList: {
            items: components["schemas"]["HistoryLine"][];
            /** @description The cursor of the next page; absent on the last one. */
            next?: null | string;
        };
        JsonElement: unknown;
        /** @description The receipt that is posted on its own. */
        LaterReceiptView: {
            url: string;
            headers: components["schemas"]["HeaderLine"][];
            /** Format: int32 */
            bytes: number;
        };
        /** @description Whether everything of it stays. */
        LegalHoldRequest: {
            /** @description True: nothing of it is removed, however old. False: it is removed when its time is over. */
            isHeld: boolean;
        };
        /** @description Where its bytes can be fetched; absent what is not kept. */
        LinksView: {
            entity?: null | string;
            signature?: null | string;
            receipt?: null | string;
            wire?: null | string;
        };
        /** @description Whose a link is. */
        LinkView: {
            name: string;
        };
        /** @description A new share link. */
        MadeShare: {
            /** @description The link. It is shown this once: whoever has it sees the packet. */
            link: string;
            share: components["schemas"]["ShareView"];
        };
        /** @description A token that was made. Its value is shown this once and kept nowhere. */
        MadeToken: {
            /** @description To be sent as Authorization: Bearer. */
            value: string;
            token: components["schemas"]["TokenView"];
        };
        /** @description A token to be made. */
        NewToken: {
            /** @description Who it is for: 1 to 64 letters, digits, dot, hyphen, underscore. The principal of what is done with it. */
            name: string;
            role?: components["schemas"]["Role"];
            /** @description Limits it to these areas: read, content, send, act, fetch, configure, tokens, audit. Absent or empty: all of its role. */
            scopes?: null | string[];
            /**
             * Format: date-time
             * @description When it ends by itself. Absent: never.
             */
            expiresAt?: null | string;
        };
        NoticeList: {
            items: components["schemas"]["NoticeView"][];
        };
        /** @description Something that is told outside about an alert. */
        NoticeView: {
            /** Format: int64 */
            number: number;
            channel: string;
            kind: string;
            subject: string;
            /** @description Whether it tells that the alert went away. */
            isResolved: boolean;
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            dueAt?: null | string;
            /** Format: date-time */
            sentAt?: null | string;
            /** @description Why the last attempt failed, or why it is not sent. */
            reason?: null | string;
        };
        /** @description Whose gateway this is. What is absent is not set. */
        OrganisationView: {
            /** @description The company, up to 100 characters. */
            name?: null | string;
            /** @description A label on every page, such as production or test, up to 32 characters. */
            environment?: null | string;
            /** @description Where partners reach the gateway: https://as2.acme.example. Their messages go to /as2 there. */
            publicAddress?: null | string;
        };
        /** @description One page, newest first. */
        OrphanList: {
            items: components["schemas"]["OrphanView"][];
            /** @description The cursor of the next page; absent on the last one. */
            next?: null | string;
        };
        /** @description A receipt that came for no message of ours. It changed nothing. */
        OrphanView: {
            /**
             * Format: int64
             * @description Its number in the journal.
             */
            number: number;
            /** Format: date-time */
            at: string;
            /** @description AS2-From. */
            from?: null | string;
            /** @description AS2-To. */
            to?: null | string;
            outcome: components["schemas"]["ReceiptOutcome"];
            /** @description Which message it names, or what is wrong with it. */
            sentence: string;
            disposition?: null | string;
            mic?: null | string;
            headers: components["schemas"]["HeaderLine"][];
            /** Format: int32 */
            bytes: number;
            /** @description Where it can be fetched. */
            href: string;
        };
        /** @description One of our certificates. */
        PacketCertificateView: {
            use: string;
            certificate: components["schemas"]["FileCertificateView"];
            /**
             * Format: date-time
             * @description When it takes over; absent: it is in use.
             */
            from?: null | string;
        };
        /** @description What a partner needs from us. Nothing in it is secret. */
        PacketView: {
            company: string;
            as2Id: string;
            partnerAs2Id?: null | string;
            environment?: null | string;
            /** @description Where we receive; empty where nobody said it, at /organisation. */
            urls: string[];
            /** @description Where receipts go that come later. */
            receiptUrl?: null | string;
            /** @description none, unsigned or signed. */
            receipt: string;
            /** @description Digest of our signatures. */
            signing?: null | string;
            /** @description Cipher of our messages. */
            encryption?: null | string;
            compression: boolean;
            certificates: components["schemas"]["PacketCertificateView"][];
            /** @description The same as a page of text. */
            text: string;
            /** @description What is missing in it. */
            warnings: string[];
        };
        PartnerSettings: {
            /** @description For people. */
            description?: string;
            /** @description Whom to call. */
            contacts?: {
                /** @description What for: EDI, certificates, the night shift. */
                role?: string;
                /** @description Mail address. */
                email?: string;
                /** @description Telephone. */
                phone?: string;
            }[];
            /** @description Its AS2 identities; a connection that names none takes the first. */
            identities?: {
                /** @description Its AS2 name. */
                as2Id?: string;
                /**
                 * @description What it is for. Default production.
                 * @default production
                 * @enum {string}
                 */
                environment: "production" | "test";
                /** @description Former names, still answered. */
                aliases?: {
                    /** @description The name. */
                    as2Id?: string;
                    /**
                     * Format: date-time
                     * @description Until when it is still answered; null: for ever.
                     */
                    until?: string;
                }[];
            }[];
        };
        /** @description A password by a link that an administrator gave. */
        PasswordByLink: {
            /** @description What the link names: wbp_…. */
            secret: string;
            /** @description At least 12 characters; nothing else is asked of it. */
            password: string;
        };
        /** @description A new password, and the old one. */
        PasswordChange: {
            current: string;
            /** @description At least 12 characters; nothing else is asked of it. */
            password: string;
        };
        /** @description A link by which a person sets a password, once. It is shown this once and kept nowhere. */
        PasswordLink: {
            /** @description What the link names: wbp_…. */
            secret: string;
            /** @description The page that takes it, on this gateway. */
            path: string;
            /** Format: date-time */
            until: string;
        };
        /** @description A link to set a password. */
        PasswordLinkRequest: {
            /** @description What the link names: wbp_…. */
            secret: string;
        };
        /** @description A connection that waits by itself. */
        PauseView: {
            /** Format: date-time */
            until: string;
            reason: string;
        };
        PresetList: {
            items: components["schemas"]["PresetView"][];
        };
        /** @description A setting of a preset. */
        PresetSettingView: {
            /** @description A setting of a connection. */
            name: string;
            /** @description What a connection to it takes. */
            value: components["schemas"]["JsonElement"];
            /** @description Why. */
            why: string;
        };
        /** @description What is known about the AS2 of one product or company: settings that fill a new connection to it. */
        PresetView: {
            id: string;
            title: string;
            /** @description When to take it. */
            about: string;
            settings: components["schemas"]["PresetSettingView"][];
            /** @description What no setting can do: what to ask the partner for, what to expect. */
            notes: string[];
        };
        /** @enum {unknown} */
        ProbeKind: "name" | "connect" | "tls" | "http";
        /** @enum {unknown} */
        ProbeResult: "good" | "warning" | "failed" | "skipped";
        ProblemDetails: {
            type?: null | string;
            title?: null | string;
            /** Format: int32 */
            status?: number | null;
            detail?: null | string;
            instance?: null | string;
        };
        /** @description What is wrong, the newest group first. */
        ProblemList: {
            items: components["schemas"]["ProblemView"][];
        };
        /** @description Exchanges that have one cause in common. */
        ProblemView: {
            /** @description What is wrong, as a word: see cause of an exchange. */
            cause: string;
            /** @description Who has to act. */
            blame: components["schemas"]["Blame"];
            direction: components["schemas"]["Direction"];
            /** @description Absent: messages of pairs nobody configured. */
            connection?: null | string;
            /**
             * Format: int64
             * @description Of these nothing more is tried by itself.
             */
            stopped: number;
            /**
             * Format: int64
             * @description These are tried again by themselves.
             */
            waiting: number;
            /**
             * Format: date-time
             * @description When the oldest of them began.
             */
            first: string;
            /**
             * Format: date-time
             * @description When the newest of them began.
             */
            last: string;
        };
        /** @description What files hold. Nothing was saved. */
        ReadCertificates: {
            /** @description What the file was: PEM, DER, P7B, PFX, JKS. */
            format: string;
            /** @description Whether a private key came, which is that of the first certificate. */
            hasKey: boolean;
            /** @description The one with the key first, then its issuers. */
            certificates: components["schemas"]["FileCertificateView"][];
            findings: components["schemas"]["CertificateFindingView"][];
        };
        /** @enum {unknown} */
        ReceiptOutcome: "not_a_receipt" | "delivered" | "delivered_with_warning" | "rejected" | "mic_mismatch" | "not_authentic" | "other_message";
        /** @enum {unknown} */
        ReceiptState: "none" | "answered" | "due" | "sent" | "failed";
        /** @description A receipt that came for a message out. */
        ReceiptView: {
            /** Format: date-time */
            at: string;
            isSynchronous: boolean;
            outcome: components["schemas"]["ReceiptOutcome"];
            /** @description Whether it is proven to be the partner's: only then it changes a state. */
            isAuthentic: boolean;
            sentence: string;
            disposition?: null | string;
            mic?: null | string;
            /** @description What the partner hashed instead, in words. */
            variant?: null | string;
            headers: components["schemas"]["HeaderLine"][];
            signer?: null | components["schemas"]["CertificateView"];
        };
        /** @description How to hand on again. */
        ReprocessRequest: {
            /** @description To whom; absent: to the consumers that had it. A refused message goes to all of its connection. */
            consumers?: null | string[];
        };
        /** @description How to send again. */
        ResendRequest: {
            /**
             * @description True: a new message with a new Message-ID and package. False (default): the same bytes under the same Message-ID, which a receiver that has them suppresses.
             * @default false
             */
            newId: boolean;
            /**
             * @description Needed where the partner may have the bytes already.
             * @default false
             */
            confirm: boolean;
        };
        /** @description What was tried again. */
        RetryDone: {
            /**
             * Format: int32
             * @description Due again, or opened again and taken.
             */
            done: number;
            /** @description Those that could not be, each with the reason. */
            refused: components["schemas"]["RetryRefused"][];
            /** @description There are more than one call takes (500): call again. */
            more: boolean;
        };
        RetryRefused: {
            id: string;
            reason: string;
        };
        /** @description Which exchanges to try again. */
        RetryRequest: {
            /** @description The cause of the group. */
            cause: string;
            direction: components["schemas"]["Direction"];
            /** @description The connection of the group; absent: messages of pairs nobody configured. */
            connection?: null | string;
            /**
             * Format: date-time
             * @description Not before.
             */
            from?: null | string;
            /**
             * @description Needed where the partner may have the bytes already.
             * @default false
             */
            confirm: boolean;
        };
        /** @description The ring of secrets is wrapped by a new master key. */
        Rewrapped: {
            /** @description The file of the new key, where the old one was. Back it up, apart from the data. */
            file: string;
            /** @description Where the old key is now. Backups of the data made before today open with it only; put it away with them. */
            oldFile: string;
        };
        /** @enum {unknown} */
        Role: "viewer" | "operator" | "admin" | "owner";
        RuleSettings: {
            /** @description Kinds of alerts; empty: all. */
            kinds?: string[];
            /**
             * @description Alerts that matter less are passed over.
             * @default warning
             * @enum {string}
             */
            severity: "info" | "warning" | "critical";
            /** @description Connections the alert must be about; empty, and no partner: about anything. */
            connections?: string[];
            /** @description AS2 names of partners the alert must be about. */
            partners?: string[];
            /** @description Names of channels; empty: all. */
            channels?: string[];
            /**
             * Format: date-time
             * @description Says nothing until then, for example 2026-12-24T18:00:00Z.
             */
            muteUntil?: string;
        };
        /** @description A certificate that the partner's server showed. */
        ServerCertificateView: {
            subject: string;
            issuer: string;
            serialNumber: string;
            /** @description SHA-256, hexadecimal: what tlsPins of a connection takes. */
            thumbprint: string;
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            names: string[];
            pem: string;
        };
        /** @description Who is asking. */
        SessionView: {
            name: string;
            role: components["schemas"]["Role"];
            /** @description Whose gateway this is; absent until somebody said it. */
            organisation?: null | string;
            /** @description A label such as production or test. */
            environment?: null | string;
            /** @description Names of the operations of this API that the caller may use. */
            permissions: string[];
            /** @description Whether there is a password to change: not where another server vouches for the person, nor for a token. */
            hasPassword: boolean;
            /**
             * Format: date-time
             * @description When it signed in; absent for a token.
             */
            signedInAt?: null | string;
            /**
             * Format: date-time
             * @description When the session ends if nothing is asked any more; absent for a token.
             */
            idleEndsAt?: null | string;
            /**
             * Format: date-time
             * @description When it ends however much it is used; absent for a token.
             */
            endsAt?: null | string;
        };
        /** @description Where the new set-up secret is. */
        SetupRenewed: {
            /** @description A file on the gateway's machine that its user alone can read. */
            file: string;
        };
        /** @description The set-up secret, and who the first owner is. */
        SetupRequest: {
            /** @description What stands in setup-token in the data folder. */
            secret: string;
            /** @description The owner's name: 1 to 64 letters, digits, dot, hyphen, underscore. */
            name: string;
        };
        /** @description What a sign-in page must know. */
        SetupStateView: {
            /** @description Whether nobody can sign in as owner yet: the set-up link makes the first account. */
            needsOwner: boolean;
            /** @description Whose gateway this is; absent until somebody said it. */
            organisation?: null | string;
            singleSignOn?: null | components["schemas"]["SingleSignOn"];
        };
        ShareList: {
            items: components["schemas"]["ShareView"][];
        };
        /** @description What a share link is to show. */
        ShareRequest: {
            /**
             * Format: int32
             * @description How long, 1 to 90 days. Default 14.
             */
            days?: number | null;
            /** @description Who we are, as the page says it. Default the organisation, else our AS2 id. */
            company?: null | string;
        };
        /** @description A share link. */
        ShareView: {
            id: string;
            connection: string;
            /** @description As it was said for the link; empty: the organisation. */
            company: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was ended before its time.
             */
            revokedAt?: null | string;
            /**
             * Format: date-time
             * @description When it was opened first, by a person or by a program that looks at links in mails; to the minute.
             */
            openedAt?: null | string;
            /** Format: date-time */
            lastOpenedAt?: null | string;
        };
        /** @description A certificate that came with a sheet. */
        SheetCertificateView: {
            certificate: components["schemas"]["FileCertificateView"];
            /** @description It with the issuers that came with it, in PEM: what a certificate of the partner takes. */
            pem: string;
            from: string;
            findings: components["schemas"]["CertificateFindingView"][];
        };
        /** @description One guess. */
        SheetGuessView: {
            /** @description What it is for, as partner/identities/0/as2Id or connection/url. */
            field: string;
            /** @description The value, as the resource takes it. */
            value: components["schemas"]["JsonElement"];
            /** @description Where it came from, in words. */
            from: string;
            /** @description Other values the sheet names for the same. */
            others: string[];
        };
        /** @description What was read out of a partner's sheet. Nothing was saved: look at every guess. */
        SheetView: {
            /** @description What the files were, in words. */
            formats: string[];
            /** @description A partner, as PUT /partners/{name} takes it. */
            partner: components["schemas"]["JsonElement"];
            /** @description A connection, as PUT /connections/{name} takes it; station and partner are still to be named. */
            connection: components["schemas"]["JsonElement"];
            /** @description What the sheet says of us. */
            station: components["schemas"]["JsonElement"];
            guesses: components["schemas"]["SheetGuessView"][];
            certificates: components["schemas"]["SheetCertificateView"][];
            /** @description AS2 ids among which the partner was chosen, where a file holds several. */
            companies: string[];
            /** @description What to look at, and what was not taken. */
            warnings: string[];
        };
        /** @description Who signs in. */
        SignInRequest: {
            name: string;
            password: string;
        };
        /** @description Signing in at another server. */
        SingleSignOn: {
            /** @description What stands on the button. */
            name: string;
            /** @description Where the browser goes; ?returnTo= names the page it comes back to. */
            href: string;
        };
        StationSettings: {
            /** @description The name partners address us by. */
            as2Id?: string;
            /** @description For people. */
            description?: string;
            /** @description Former names, still answered. */
            aliases?: {
                /** @description The name. */
                as2Id?: string;
                /**
                 * Format: date-time
                 * @description Until when it is still answered; null: for ever.
                 */
                until?: string;
            }[];
            /**
             * @description Only connections that name it have it: it does not count where a connection names no station because there is one only. Default false.
             * @default false
             */
            onlyByName: boolean;
            /** @description Settings that are copied into a new connection which leaves them out. */
            defaults?: {
                /**
                 * @description Where the HTTPS token goes. Default none: there is none.
                 * @default none
                 * @enum {string}
                 */
                tokenIn: "none" | "header" | "urlParameter" | "body";
                /** @description The token. Empty beside refreshUri: it is fetched before the first call. */
                token?: string;
                /**
                 * @description Header of the token. Default Authorization.
                 * @default Authorization
                 */
                tokenHeader: string;
                /**
                 * @description Word before the token in its header. Default bearer.
                 * @default bearer
                 * @enum {string}
                 */
                tokenScheme: "bearer" | "mac" | "oAuth" | "none";
                /** @description Parameter of the URL that carries the token. */
                tokenParameter?: string;
                /** @description Exchanged for a new token; replaced when an answer brings another one. */
                refreshToken?: string;
                /** @description Where a new token is asked for, relative to the address of the partner's server: /oauth/token. Empty: it is never refreshed. */
                refreshUri?: string;
                /**
                 * @description GET, POST or PUT. Default POST.
                 * @default POST
                 */
                refreshMethod: string;
                /**
                 * @description Media type of the request's body. Default json.
                 * @default json
                 * @enum {string}
                 */
                refreshMediaType: "json" | "urlEncoded" | "xml";
                /** @description The request's body, as a template with {{token}}, {{refreshToken}}, {{secret}}, {{user}} and {{password}}; values are written as the media type asks. Empty: none. */
                refreshBody?: string;
                /** @description Headers of the request, Name: value, as templates with the same names. */
                refreshHeaders?: string[];
                /** @description A secret of the request, as a client secret: {{secret}} in its body and headers. */
                refreshSecret?: string;
                /** @description Where the new token stands in the answer: a JSON path, of an XML answer a path of element names. Default access_token; with XML it has to be named. */
                refreshedTokenPath?: string;
                /** @description Where a new refresh token stands in the answer, if there is one. Default refresh_token, with XML none. */
                nextRefreshTokenPath?: string;
                /** @description Status by which the partner's server says that it does not believe us, besides 401 and 403. */
                authFailStatus?: number;
                /** @description JSON path of what says so in the body of an answer of any status, up to 64 KiB. An authentic receipt always goes before. */
                authFailPath?: string;
                /** @description What stands there then; empty: anything but null, false and an empty text. */
                authFailValues?: string[];
                /** @description Status by which the partner's server asks for fewer calls, besides 429. */
                rateLimitFailStatus?: number;
                /** @description JSON path of what asks so, as authFailPath. */
                rateLimitFailPath?: string;
                /** @description What stands there then; empty: anything but null, false and an empty text. */
                rateLimitFailValues?: string[];
                /**
                 * @description Whether a connection that was asked for fewer calls comes back by itself: one call at a time after the wait the partner names, else after 1, 2, 4 … 1024 minutes, then 2, 4 … at once up to concurrency. Off: it is held, with an alert, until a person releases it. Default true.
                 * @default true
                 */
                autoRecover: boolean;
                /** @description The only ciphers of messages in that are decrypted: aes256-gcm …, with their switches 3des-cbc and rc2-cbc. Empty: all that the switches allow. */
                decryptionCiphers?: string[];
                /** @description The only digests of messages in whose signatures count: sha-256 …, with their switches sha-1 and md5. Empty: all that the switches allow. */
                signatureDigests?: string[];
                /** @description The only digests of the partner's receipts whose signatures count. Empty: all that the switches allow. */
                receiptDigests?: string[];
                /** @description Digest our receipts are signed with: sha-256, sha-384, sha-512, with allowSha1 sha-1. Empty: the one each message asks for (RFC 4130 §7.3). */
                receiptSign?: string;
                /**
                 * @description How the content key reaches the partner. Default usual.
                 * @default usual
                 * @enum {string}
                 */
                keyTransport: "usual" | "oaepSha256" | "oaepSha1";
                /**
                 * @description How our messages are signed with an RSA key: PKCS#1 or PSS. Default PKCS#1, what every product verifies.
                 * @default pkcs1
                 * @enum {string}
                 */
                signaturePadding: "pkcs1" | "pss";
                /**
                 * @description Signs the algorithms too (RFC 6211). Default false: IBM Sterling and DataPower refuse such a signature.
                 * @default false
                 */
                algorithmProtection: boolean;
                /**
                 * @description Writes sha256 instead of sha-256, as before RFC 5751, in micalg and in the receipt request, for a partner that knows nothing newer. Default false.
                 * @default false
                 */
                oldDigestNames: boolean;
                /**
                 * @description Carries the document inside the signature instead of beside it, for a partner that asks for it. Default false: AS2 itself knows multipart/signed only.
                 * @default false
                 */
                opaqueSignature: boolean;
                /**
                 * @description Coding of the signature's part: base64 (default) or binary.
                 * @default base64
                 */
                signatureEncoding: string;
                /**
                 * @description Coding of the document inside its layers: binary (default) or base64. No byte of the document itself is ever changed before it is signed.
                 * @default binary
                 */
                documentEncoding: string;
                /**
                 * @description Coding of a compressed part inside another layer: binary (default) or base64.
                 * @default binary
                 */
                compressedEncoding: string;
                /**
                 * @description Says Content-Transfer-Encoding: binary among the HTTP headers, for a partner that demands it. Default false.
                 * @default false
                 */
                stateTransferEncoding: boolean;
                /**
                 * @description When a signature of the partner does not fit, tries once more over the content with bare line feeds made CRLF: some products sign so and send otherwise. Default false.
                 * @default false
                 */
                retrySignatureWithCrlf: boolean;
                /** @description Name of another connection whose bound on messages at once counts for this one too, as for two addresses of one server: both together send at most so many as its concurrency says, fewer while it was asked for fewer calls, and its autoRecover counts. Empty: its own. */
                concurrencyFrom?: string;
                /**
                 * @description Days after its end for which a certificate of ours or the partner's is still signed with and encrypted for. Default 0: nothing new is sent with it, what is submitted waits, and an alert says which.
                 * @default 0
                 */
                expiredCertificateGraceDays: number;
                /**
                 * @description Days after its end for which a message signed with the partner's certificate is still taken. Default 0: it is refused. Receipts signed with it count, with a warning.
                 * @default 0
                 */
                expiredSignerGraceDays: number;
                /**
                 * @description Whether anything goes over it. Off: what arrives is answered as if there were no agreement, what is submitted waits. Default true.
                 * @default true
                 */
                online: boolean;
                /** @description Where the partner receives, in order of preference. The hosts may be named for asynchronous receipts. */
                urls?: string[];
                /** @description One more address, before urls: most partners have one. */
                url?: string;
                /** @description Further hosts its asynchronous receipts may be posted to. */
                receiptHosts?: string[];
                /**
                 * @description Whether its hosts may be loopback, private or link-local addresses. Default false.
                 * @default false
                 */
                allowPrivate: boolean;
                /**
                 * @description Rfc4130 or Modern.
                 * @default rfc4130
                 * @enum {string}
                 */
                profile: "rfc4130" | "modern";
                /**
                 * @description Whether messages must be signed. Default required.
                 * @default required
                 * @enum {string}
                 */
                signature: "required" | "allowed" | "forbidden";
                /**
                 * @description Whether messages must be encrypted. Default required.
                 * @default required
                 * @enum {string}
                 */
                encryption: "required" | "allowed" | "forbidden";
                /**
                 * @description Whether messages must be compressed. Default allowed.
                 * @default allowed
                 * @enum {string}
                 */
                compression: "required" | "allowed" | "forbidden";
                /**
                 * @description Takes and sends CBC encryption without a signature, which anybody can change. Default false.
                 * @default false
                 */
                allowUnsignedCbc: boolean;
                /**
                 * @description Verifies SHA-1 signatures, and writes SHA-1 where it is asked for or set. Default false.
                 * @default false
                 */
                allowSha1: boolean;
                /**
                 * @description Verifies MD5 signatures. Default false.
                 * @default false
                 */
                allowMd5: boolean;
                /**
                 * @description Decrypts 3DES, and writes it where it is set. Default false.
                 * @default false
                 */
                allowTripleDes: boolean;
                /**
                 * @description Decrypts RC2. Default false.
                 * @default false
                 */
                allowRc2: boolean;
                /**
                 * @description Takes signatures of certificates that are expired or not yet valid. Default false.
                 * @default false
                 */
                ignoreCertificateDates: boolean;
                /**
                 * @description Decodes a body that says it is base64 and is. Default false.
                 * @default false
                 */
                decodeWholeBody: boolean;
                /** @description Largest message, in bytes as it arrives. Default no bound. */
                maxBodyBytes?: number;
                /**
                 * @description Answers 204 instead of 200 where the answer has no body. Default false.
                 * @default false
                 */
                answerEmptyWith204: boolean;
                /**
                 * @description Refuses messages whose sender and receiver have one name. Default false.
                 * @default false
                 */
                refuseSameNames: boolean;
                /**
                 * @description What a message is answered whose id came before with other content. Default error.
                 * @default error
                 * @enum {string}
                 */
                duplicateAnswer: "error" | "warning";
                /**
                 * @description Keeps every body as it came over the wire, however large. Default false: up to 1 MiB, and what no key of ours opens.
                 * @default false
                 */
                keepWireBodies: boolean;
                /** @description Where accepted documents are written; - writes none. Empty: the gateway's inbox, in a folder of the connection's name. */
                folder?: string;
                /**
                 * @description Names of the files there: {id} our id, {name} the safe file name, {from}, {to}, {date}, {n} the document's number.
                 * @default {id}-{name}
                 */
                fileName: string;
                /**
                 * @description Whether accepted documents also wait to be fetched and acknowledged over the API. Default false.
                 * @default false
                 */
                apiPull: boolean;
                /**
                 * @description Digest our messages are signed with: sha-256, sha-384, sha-512, with allowSha1 sha-1; none does not sign. Default sha-256.
                 * @default sha-256
                 */
                sign: string;
                /** @description Cipher of our messages: aes256-cbc …, aes256-gcm …, with allowTripleDes 3des-cbc; none does not encrypt. Empty: AES-256 in the profile's mode. */
                encrypt?: string;
                /**
                 * @description Whether our messages are compressed, and when. Default none.
                 * @default none
                 * @enum {string}
                 */
                compress: "none" | "beforeSigning" | "afterSigning";
                /**
                 * @description The receipt our messages ask for. Default signed.
                 * @default signed
                 * @enum {string}
                 */
                receipt: "none" | "unsigned" | "signed";
                /** @description Our address for asynchronous receipts; empty asks for the receipt in the answer. */
                asyncReceiptUrl?: string;
                /** @description Subject of a message that brings none; empty: none. */
                subject?: string;
                /** @description Further headers of our messages, Name: value. */
                extraHeaders?: string[];
                /**
                 * @description Sends in chunks instead of with a length. Default false.
                 * @default false
                 */
                chunked: boolean;
                /**
                 * @description Asks for 100 Continue before the body. Default false.
                 * @default false
                 */
                expectContinue: boolean;
                /** @description User name for the partner's server (Basic); empty sends none. Its password comes with password. */
                user?: string;
                /** @description Password for the partner's server. */
                password?: string;
                /**
                 * @description Whether messages wait for each other. Default none.
                 * @default none
                 * @enum {string}
                 */
                order: "none" | "strict";
                /**
                 * @description Most messages on their way at once. Default 4.
                 * @default 4
                 */
                concurrency: number;
                /**
                 * @description Least time between the starts of two calls. Default none.
                 * @default 00:00:00
                 */
                waitBetweenCalls: string;
                /** @description Waits between the attempts of one message; the last one repeats. Empty: 5, 10, 20, 40, 60 minutes. */
                retryWaits?: string[];
                /** @description Waits of the connection while it fails (no connection can be made, access is refused), until it is tried again; the last one repeats. Empty: 15 s, 30 s, 1, 2, 5, 10 minutes. */
                pauseWaits?: string[];
                /** @description Waits between the attempts to post an asynchronous receipt; the last one repeats. Empty: 15 s, 1 minute, then as messages. */
                receiptWaits?: string[];
                /**
                 * @description When a message is given up. Default 24 hours after it was submitted.
                 * @default 1.00:00:00
                 */
                totalTime: string;
                /**
                 * @description When a receipt is overdue that does not come in the answer. Default 24 hours.
                 * @default 1.00:00:00
                 */
                receiptDeadline: string;
                /**
                 * @description How often the same bytes are sent again when such a receipt is overdue; then the message has failed. Default 0: an alert, and the message waits on. totalTime must be longer than so many times receiptDeadline.
                 * @default 0
                 */
                resendsWhenOverdue: number;
                /** @description Further HTTP statuses by which the partner's server says that it is down, and not that this message is bad. */
                pausingStatuses?: number[];
                /**
                 * @description Longest wait for a connection. Default 30 s.
                 * @default 00:00:30
                 */
                connectTimeout: string;
                /**
                 * @description Longest time in which no byte moves. Default 5 minutes.
                 * @default 00:05:00
                 */
                silenceTimeout: string;
                /**
                 * @description What follows when a document in has a file name that came from this partner before, or that cannot be used as it is. However that is, no file is ever replaced. Default rename.
                 * @default rename
                 * @enum {string}
                 */
                fileNameRule: "rename" | "warn" | "refuse";
                /**
                 * @description Days for which a file name counts as one that came before. Default 90.
                 * @default 90
                 */
                fileNameDays: number;
                /** @description User name the partner must bring (Basic); empty asks for none. Its password stands in inboundPassword. */
                inboundUser?: string;
                /** @description Password the partner must bring. */
                inboundPassword?: string;
                /** @description SHA-256 fingerprints of client certificates, one of which the partner must show: 64 hexadecimal digits, with or without colons. Empty, and no authority: asks for none. */
                inboundClientCertificates?: string[];
                /** @description Certificates of authorities (PEM text, or a file), one of which must have issued the client certificate the partner shows. Those between belong here too. */
                inboundClientAuthorities?: string[];
                /** @description Addresses the partner sends from: 192.0.2.7, 192.0.2.0/24, 2001:db8::/32. Empty: from everywhere. */
                inboundSources?: string[];
                /**
                 * @description Days for which bodies are kept as they go over the wire, and documents that are also in the signed entity. Default 90. After them nothing is sent again with the same bytes, and a refused message is not opened again.
                 * @default 90
                 */
                keepWireDays: number;
                /**
                 * @description Days for which the evidence is kept: the signed entity with the documents in it, signatures, receipts, certificates. Default 3653, ten years. Not fewer than keepWireDays.
                 * @default 3653
                 */
                keepEvidenceDays: number;
                /**
                 * @description Days for which a message stands in lists, with its names, states, attempts and what its documents say of themselves. Default 3653. Not fewer than keepEvidenceDays.
                 * @default 3653
                 */
                keepRowDays: number;
                /**
                 * @description Days for which a message in that comes again is known and gets its first receipt. Default 3653. Not fewer than keepRowDays, nor than 180.
                 * @default 3653
                 */
                keepKeyDays: number;
                /** @description Media type of our documents, as application/EDI-X12, where a submission names none. Empty: found by what the document begins with, then by the extension of its file name. */
                contentType?: string;
                /** @description File name our documents are sent under, as a template: {{fileStem}}-{{date}}.edi. Empty: the name they were submitted with. */
                sendFileName?: string;
                /** @description Message-ID of our messages without its brackets, as a template with {{id}}, which makes it unique: {{id}}@as2.example. Empty: {{id}}@{{from}}. */
                messageIdTemplate?: string;
                /** @description TLS versions that are offered: 1.2, 1.3. Empty: both. Older ones protect nobody and are not to be had. */
                tlsVersions?: string[];
                /** @description Cipher suites that are offered, by their IANA names (TLS_AES_256_GCM_SHA384). Empty: the system's. On Windows the system decides. */
                tlsCipherSuites?: string[];
                /** @description Certificates of the only authorities that are trusted for the partner's server: files, or the PEM texts themselves. Empty: those of this machine. */
                tlsRoots?: string[];
                /** @description SHA-256 thumbprints of the partner's own TLS certificates, old and new side by side: exactly these are trusted then, also self-signed and for another host; expired ones are not. The TLS certificates of the partner itself count as named here. */
                tlsPins?: string[];
                /**
                 * @description Whether it is asked if the certificate of the partner's server was revoked. Default off.
                 * @default off
                 * @enum {string}
                 */
                tlsRevocation: "off" | "try" | "required";
                /** @description Our certificate for a server that asks for one: a file, or the PEM text itself, with what issued it behind it. Empty: the TLS certificate of our station, if it has one. */
                clientCertificate?: string;
                /** @description Its private key: a PEM file without a passphrase, what SealedKey made of it, or the PEM text itself. */
                clientKey?: string;
                /** @description Proxy on the way to the partner: http://proxy.example:3128, https or socks5. Empty: none. Asynchronous receipts go through it too, and then what their host stands for is not checked by us. */
                proxy?: string;
                /** @description User the proxy knows; empty: it asks for none. */
                proxyUser?: string;
                /** @description Password of that user. */
                proxyPassword?: string;
            };
        };
        /** @description Names for a new station. */
        StationSuggestion: {
            as2Id: string;
            /** @description Name of the resource. */
            station: string;
        };
        /** Format: binary */
        Stream: string;
        /** @description A message that is stored and will be sent. */
        SubmittedExchange: {
            /** @description Our id: 32 hexadecimal digits. */
            id: string;
            /** @description The Message-ID every attempt carries. */
            messageId: string;
            connection: string;
            state: components["schemas"]["ExchangeState"];
            /** @description Where the exchange can be read. */
            href: string;
        };
        /** @description When a certificate takes over. */
        SwitchRequest: {
            /**
             * Format: date-time
             * @description The moment; left out or past: now.
             */
            at?: null | string;
        };
        /** @description One thing that was looked at. */
        TestStepView: {
            /** @description The address, without user and query. */
            url: string;
            step: components["schemas"]["ProbeKind"];
            result: components["schemas"]["ProbeResult"];
            /** @description What was found, and what to do where it failed. */
            text: string;
            addresses?: null | string[];
            /** @description TLS version and cipher suite. */
            protocol?: null | string;
            certificate?: null | components["schemas"]["ServerCertificateView"];
            /**
             * Format: int32
             * @description Status of the answer.
             */
            status?: number | null;
        };
        TimelineView: {
            /** Format: date-time */
            at: string;
            kind: string;
            text: string;
        };
        TokenList: {
            items: components["schemas"]["TokenView"][];
        };
        /** @description A token without its value. */
        TokenView: {
            id: string;
            name: string;
            role: components["schemas"]["Role"];
            /** @description The areas it is limited to; empty: all of its role. */
            scopes: string[];
            /** @description How its value begins. */
            prefix: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            expiresAt?: null | string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt?: null | string;
            /** Format: date-time */
            revokedAt?: null | string;
        };
        /** @description The traffic of one connection. */
        TrafficConnectionView: {
            /** @description Absent: messages of pairs nobody configured. */
            connection?: null | string;
            /** Format: int32 */
            total: number;
            /** Format: int32 */
            failed: number;
            /**
             * Format: int32
             * @description Refused on our side.
             */
            refused: number;
            /** @description How many began in each hour, in the order of hours. */
            hours: number[];
        };
        /** @description Exchanges that began in one hour, as they stand now. */
        TrafficHourView: {
            /** Format: date-time */
            at: string;
            /**
             * Format: int32
             * @description In: taken.
             */
            accepted: number;
            /**
             * Format: int32
             * @description In: not taken.
             */
            refused: number;
            /**
             * Format: int32
             * @description Out: the partner has them.
             */
            delivered: number;
            /**
             * Format: int32
             * @description On their way.
             */
            waiting: number;
            /**
             * Format: int32
             * @description Out: given up, rejected, overdue, without a valid receipt.
             */
            failed: number;
            /**
             * Format: int64
             * @description Half of the deliveries took at most so long, in milliseconds; up to 19 % too high. Absent without deliveries.
             */
            medianMs?: number | null;
            /**
             * Format: int64
             * @description 95 of 100 deliveries took at most so long.
             */
            p95Ms?: number | null;
        };
        /** @description The last hours, oldest first, the running one included. Tests are left out. */
        TrafficView: {
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until: string;
            /** @description False: some hours are still being read and stand with zeros; ask again. */
            isComplete: boolean;
            hours: components["schemas"]["TrafficHourView"][];
            /** @description The 100 with the most traffic. */
            connections: components["schemas"]["TrafficConnectionView"][];
            /**
             * Format: int64
             * @description Over all of these hours.
             */
            medianMs?: number | null;
            /** Format: int64 */
            p95Ms?: number | null;
        };
        /** @description Everybody, by name. */
        UserList: {
            items: components["schemas"]["UserView"][];
        };
        /** @description What is to change; what is absent stays. */
        UserPatch: {
            role?: null | components["schemas"]["Role"];
            isDisabled?: null | boolean;
        };
        /** @description What a person may. */
        UserSettings: {
            role: components["schemas"]["Role"];
            /** @description Whether it is shut out. Absent: a new one is not, another stays as it is. */
            isDisabled?: null | boolean;
        };
        /** @description A person who signs in. */
        UserView: {
            name: string;
            role: components["schemas"]["Role"];
            isDisabled: boolean;
            /** @description Whether there is a password. False: nobody signs in with this name before a link was used. */
            hasPassword: boolean;
            /** @description The OpenID Connect server that vouches for the person; absent where the password does. */
            issuer?: null | string;
            /** Format: date-time */
            createdAt: string;
            /** @description The name of who made it; an OpenID Connect server at the first sign-in. */
            createdBy: string;
            /** Format: date-time */
            lastSignInAt?: null | string;
            /** Format: date-time */
            disabledAt?: null | string;
            /**
             * Format: date-time
             * @description Until when no password is tried, after too many wrong ones.
             */
            lockedUntil?: null | string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listExchanges: {
        parameters: {
            query?: {
                /** @description in or out. */
                direction?: string;
                /** @description Any of these states; repeat it or separate by commas. For example awaiting_receipt,retry_wait. */
                state?: string[];
                /** @description Name of a connection. */
                connection?: string;
                /** @description Start of our id or of the Message-ID, with or without its bracket. */
                id?: string;
                /** @description Part of a file name, at least 3 characters. */
                fileName?: string;
                /** @description Not before, for example 2026-11-24T00:00:00Z. */
                from?: string;
                /** @description Before. */
                until?: string;
                /** @description Type of a document inside: 850, ORDERS. */
                documentType?: string;
                /** @description Business number of a document inside. */
                documentNumber?: string;
                /** @description Any control number of a document inside. */
                controlNumber?: string;
                /** @description Only messages of pairs nobody configured. */
                unmatched?: boolean;
                /** @description What is wrong with them, as a word: the cause of an exchange. */
                cause?: string;
                /** @description Only messages that came more than once. */
                repeated?: boolean;
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a6b0e6f3a7c0f9d2e5b8a41c7d603",
                     *           "direction": "out",
                     *           "state": "delivered",
                     *           "receipt": "none",
                     *           "connection": "globex",
                     *           "from": "acme",
                     *           "to": "globex",
                     *           "messageId": "<019a6b0e6f3a7c0f9d2e5b8a41c7d603@acme>",
                     *           "fileName": "order.edi",
                     *           "bytes": 4711,
                     *           "createdAt": "2026-11-24T09:30:00Z",
                     *           "updatedAt": "2026-11-24T09:30:02Z",
                     *           "attempts": 1,
                     *           "isTest": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ExchangeList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    submitExchange: {
        parameters: {
            query?: {
                /** @description Name of the connection. */
                connection?: string;
                /** @description Name of the document, without a folder. */
                fileName?: string;
                /** @description Subject of the message; without it the connection's. */
                subject?: string;
                /** @description Media type of the document; without it the request's Content-Type, or what its first bytes show. */
                contentType?: string;
                /** @description A test, left out of statistics. Default false. */
                isTest?: boolean;
            };
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": {
                    /** @description The documents, in order. */
                    file?: string[];
                    connection?: string;
                    subject?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a6b0e6f3a7c0f9d2e5b8a41c7d603",
                     *       "messageId": "<019a6b0e6f3a7c0f9d2e5b8a41c7d603@acme>",
                     *       "connection": "globex",
                     *       "state": "submitted",
                     *       "href": "/api/v1/exchanges/019a6b0e6f3a7c0f9d2e5b8a41c7d603"
                     *     }
                     */
                    "application/json": components["schemas"]["SubmittedExchange"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getExchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Our id of the exchange. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Which document, from 1. */
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Stream"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getEntity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Stream"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSignature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Stream"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReceipt: {
        parameters: {
            query?: {
                /** @description The body alone. Default false. */
                body?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Stream"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getWire: {
        parameters: {
            query?: {
                /** @description The body alone. Default false. */
                body?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Stream"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    cancelExchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a6b0e6f3a7c0f9d2e5b8a41c7d603",
                     *       "state": "cancelled"
                     *     }
                     */
                    "application/json": components["schemas"]["ActionDone"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    skipExchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a6b0e6f3a7c0f9d2e5b8a41c7d603",
                     *       "state": "cancelled"
                     *     }
                     */
                    "application/json": components["schemas"]["ActionDone"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    resendExchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "newId": false,
                 *       "confirm": true
                 *     }
                 */
                "application/json": null | components["schemas"]["ResendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionDone"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmittedExchange"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    reprocessExchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "consumers": [
                 *         "api"
                 *       ]
                 *     }
                 */
                "application/json": null | components["schemas"]["ReprocessRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionDone"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    holdExchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LegalHoldRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionDone"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listProblems: {
        parameters: {
            query?: {
                /** @description Exchanges that began since; default the last 30 days. */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "cause": "http_403",
                     *           "blame": "agreement",
                     *           "direction": "out",
                     *           "connection": "globex",
                     *           "stopped": 17,
                     *           "waiting": 0,
                     *           "first": "2026-11-24T09:12:00Z",
                     *           "last": "2026-11-24T10:40:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProblemList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    retryProblem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cause": "http_403",
                 *       "direction": "out",
                 *       "connection": "globex"
                 *     }
                 */
                "application/json": components["schemas"]["RetryRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "done": 17,
                     *       "refused": [],
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["RetryDone"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getTraffic: {
        parameters: {
            query?: {
                /** @description How many, 1 to 168. Default 24. */
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrafficView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    holdConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    releaseConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listNotices: {
        parameters: {
            query?: {
                /** @description At most so many, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description At most so many, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "connection-paused",
                     *           "subject": "globex",
                     *           "severity": "warning",
                     *           "text": "The partner's server cannot be reached.",
                     *           "raisedAt": "2026-11-24T09:30:00Z",
                     *           "count": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AlertList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listOrphanReceipts: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "number": 17,
                     *           "at": "2026-11-24T09:30:00Z",
                     *           "from": "globex",
                     *           "to": "acme",
                     *           "outcome": "other_message",
                     *           "sentence": "The receipt is about message <1@acme>, which was not sent from here under these names.",
                     *           "disposition": "automatic-action/MDN-sent-automatically; processed",
                     *           "headers": [
                     *             {
                     *               "name": "AS2-From",
                     *               "value": "globex"
                     *             }
                     *           ],
                     *           "bytes": 2210,
                     *           "href": "/api/v1/receipts/orphans/17"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrphanList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getOrphanReceipt: {
        parameters: {
            query?: {
                /** @description The body alone. Default false. */
                body?: boolean;
            };
            header?: never;
            path: {
                /** @description Its number. */
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Stream"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    claimHandoffs: {
        parameters: {
            query?: {
                /** @description Name of the consumer, for example api. */
                consumer?: string;
                /** @description At most so many, 1 to 100. Default 10. */
                max?: number;
                /** @description How long the claim holds, 1 to 86400. Default 300. */
                leaseSeconds?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "exchange": "019a6b0e6f3a7c0f9d2e5b8a41c7d603",
                     *           "claim": "17-1",
                     *           "attempt": 1,
                     *           "connection": "globex",
                     *           "from": "globex",
                     *           "to": "acme",
                     *           "messageId": "<1@globex>",
                     *           "receivedAt": "2026-11-24T09:30:00Z",
                     *           "isReplay": false,
                     *           "documents": [
                     *             {
                     *               "number": 1,
                     *               "fileName": "order.edi",
                     *               "contentType": "application/edi-x12",
                     *               "bytes": 4711,
                     *               "href": "/api/v1/exchanges/019a6b0e6f3a7c0f9d2e5b8a41c7d603/documents/1"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "until": "2026-11-24T09:35:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ClaimedHandoffs"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    acknowledgeHandoff: {
        parameters: {
            query?: {
                /** @description Name of the consumer. */
                consumer?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The exchange. */
                exchange: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "claim": "17-1",
                 *       "result": "done"
                 *     }
                 */
                "application/json": components["schemas"]["AckRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    setUpAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountSetupRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSetupState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupStateView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    renewSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupRenewed"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    setPasswordByLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordByLink"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPasswordLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordLinkRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1 to 64 letters, digits, dots, hyphens, underscores or @, beginning with a letter or digit; small and capital letters are the same. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    patchUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    makePasswordLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordLink"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationView"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getAbout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AboutView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Of what: exchange, token, connection … */
                kind?: string;
                /** @description Which one. */
                name?: string;
                /** @description Who. */
                principal?: string;
                /** @description What was done. */
                action?: string;
                /** @description Not before, for example 2026-11-24T00:00:00Z. */
                from?: string;
                /** @description Before. */
                until?: string;
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rewrapSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rewrapped"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listPresets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listStations: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "globex",
                     *           "etag": "41-6d0c2f1b9a3e",
                     *           "createdAt": "2026-11-24T09:30:00Z",
                     *           "updatedAt": "2026-11-24T09:30:00Z",
                     *           "as2Id": "ACME",
                     *           "description": "Headquarters",
                     *           "defaults": {
                     *             "sign": "sha-256",
                     *             "encrypt": "aes256-cbc"
                     *           }
                     *         }
                     *       ],
                     *       "next": "globex"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getStation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "as2Id": "ACME",
                     *       "description": "Headquarters",
                     *       "defaults": {
                     *         "sign": "sha-256",
                     *         "encrypt": "aes256-cbc"
                     *       }
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putStation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
                /** @description *: make a new one. */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "as2Id": "ACME",
                 *       "description": "Headquarters",
                 *       "defaults": {
                 *         "sign": "sha-256",
                 *         "encrypt": "aes256-cbc"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["StationSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "as2Id": "ACME",
                     *       "description": "Headquarters",
                     *       "defaults": {
                     *         "sign": "sha-256",
                     *         "encrypt": "aes256-cbc"
                     *       }
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "as2Id": "ACME",
                     *       "description": "Headquarters",
                     *       "defaults": {
                     *         "sign": "sha-256",
                     *         "encrypt": "aes256-cbc"
                     *       }
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteStation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    patchStation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "as2Id": "ACMENEW"
                 *     }
                 */
                "application/json": components["schemas"]["StationSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "as2Id": "ACME",
                     *       "description": "Headquarters",
                     *       "defaults": {
                     *         "sign": "sha-256",
                     *         "encrypt": "aes256-cbc"
                     *       }
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listPartners: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "globex",
                     *           "etag": "41-6d0c2f1b9a3e",
                     *           "createdAt": "2026-11-24T09:30:00Z",
                     *           "updatedAt": "2026-11-24T09:30:00Z",
                     *           "description": "Globex",
                     *           "contacts": [
                     *             {
                     *               "name": "EDI desk",
                     *               "email": "edi@globex.example"
                     *             }
                     *           ],
                     *           "identities": [
                     *             {
                     *               "as2Id": "GLOBEX"
                     *             },
                     *             {
                     *               "as2Id": "GLOBEXTEST",
                     *               "environment": "test"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": "globex"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "description": "Globex",
                     *       "contacts": [
                     *         {
                     *           "name": "EDI desk",
                     *           "email": "edi@globex.example"
                     *         }
                     *       ],
                     *       "identities": [
                     *         {
                     *           "as2Id": "GLOBEX"
                     *         },
                     *         {
                     *           "as2Id": "GLOBEXTEST",
                     *           "environment": "test"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putPartner: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
                /** @description *: make a new one. */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Globex",
                 *       "contacts": [
                 *         {
                 *           "name": "EDI desk",
                 *           "email": "edi@globex.example"
                 *         }
                 *       ],
                 *       "identities": [
                 *         {
                 *           "as2Id": "GLOBEX"
                 *         },
                 *         {
                 *           "as2Id": "GLOBEXTEST",
                 *           "environment": "test"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PartnerSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "description": "Globex",
                     *       "contacts": [
                     *         {
                     *           "name": "EDI desk",
                     *           "email": "edi@globex.example"
                     *         }
                     *       ],
                     *       "identities": [
                     *         {
                     *           "as2Id": "GLOBEX"
                     *         },
                     *         {
                     *           "as2Id": "GLOBEXTEST",
                     *           "environment": "test"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "description": "Globex",
                     *       "contacts": [
                     *         {
                     *           "name": "EDI desk",
                     *           "email": "edi@globex.example"
                     *         }
                     *       ],
                     *       "identities": [
                     *         {
                     *           "as2Id": "GLOBEX"
                     *         },
                     *         {
                     *           "as2Id": "GLOBEXTEST",
                     *           "environment": "test"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deletePartner: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    patchPartner: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Globex Europe"
                 *     }
                 */
                "application/json": components["schemas"]["PartnerSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "description": "Globex",
                     *       "contacts": [
                     *         {
                     *           "name": "EDI desk",
                     *           "email": "edi@globex.example"
                     *         }
                     *       ],
                     *       "identities": [
                     *         {
                     *           "as2Id": "GLOBEX"
                     *         },
                     *         {
                     *           "as2Id": "GLOBEXTEST",
                     *           "environment": "test"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listCertificates: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "globex",
                     *           "etag": "41-6d0c2f1b9a3e",
                     *           "createdAt": "2026-11-24T09:30:00Z",
                     *           "updatedAt": "2026-11-24T09:30:00Z",
                     *           "owner": "partner/globex",
                     *           "use": "any",
                     *           "state": "planned",
                     *           "from": "2027-03-01T00:00:00Z",
                     *           "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n"
                     *         }
                     *       ],
                     *       "next": "globex"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "owner": "partner/globex",
                     *       "use": "any",
                     *       "state": "planned",
                     *       "from": "2027-03-01T00:00:00Z",
                     *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putCertificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
                /** @description *: make a new one. */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "owner": "partner/globex",
                 *       "use": "any",
                 *       "state": "planned",
                 *       "from": "2027-03-01T00:00:00Z",
                 *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n"
                 *     }
                 */
                "application/json": components["schemas"]["CertificateSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "owner": "partner/globex",
                     *       "use": "any",
                     *       "state": "planned",
                     *       "from": "2027-03-01T00:00:00Z",
                     *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "owner": "partner/globex",
                     *       "use": "any",
                     *       "state": "planned",
                     *       "from": "2027-03-01T00:00:00Z",
                     *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteCertificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    patchCertificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "retired"
                 *     }
                 */
                "application/json": components["schemas"]["CertificateSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "owner": "partner/globex",
                     *       "use": "any",
                     *       "state": "planned",
                     *       "from": "2027-03-01T00:00:00Z",
                     *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "station": "acme",
                     *       "partner": "globex",
                     *       "url": "https://as2.globex.example/in",
                     *       "user": "acme",
                     *       "passwordSet": true,
                     *       "receipt": "signed"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
                /** @description *: make a new one. */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "station": "acme",
                 *       "partner": "globex",
                 *       "url": "https://as2.globex.example/in",
                 *       "user": "acme",
                 *       "password": "…",
                 *       "receipt": "signed"
                 *     }
                 */
                "application/json": components["schemas"]["ConnectionSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "station": "acme",
                     *       "partner": "globex",
                     *       "url": "https://as2.globex.example/in",
                     *       "user": "acme",
                     *       "passwordSet": true,
                     *       "receipt": "signed"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "station": "acme",
                     *       "partner": "globex",
                     *       "url": "https://as2.globex.example/in",
                     *       "user": "acme",
                     *       "passwordSet": true,
                     *       "receipt": "signed"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    patchConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "concurrency": 8,
                 *       "password": null
                 *     }
                 */
                "application/json": components["schemas"]["ConnectionSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "station": "acme",
                     *       "partner": "globex",
                     *       "url": "https://as2.globex.example/in",
                     *       "user": "acme",
                     *       "passwordSet": true,
                     *       "receipt": "signed"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "globex",
                     *           "etag": "41-6d0c2f1b9a3e",
                     *           "createdAt": "2026-11-24T09:30:00Z",
                     *           "updatedAt": "2026-11-24T09:30:00Z",
                     *           "host": "mail.acme.example",
                     *           "user": "waybill",
                     *           "passwordSet": true,
                     *           "from": "waybill@acme.example",
                     *           "to": [
                     *             "edi@acme.example"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "globex"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "host": "mail.acme.example",
                     *       "user": "waybill",
                     *       "passwordSet": true,
                     *       "from": "waybill@acme.example",
                     *       "to": [
                     *         "edi@acme.example"
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
                /** @description *: make a new one. */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "host": "mail.acme.example",
                 *       "user": "waybill",
                 *       "password": "…",
                 *       "from": "waybill@acme.example",
                 *       "to": [
                 *         "edi@acme.example"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChannelSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "host": "mail.acme.example",
                     *       "user": "waybill",
                     *       "passwordSet": true,
                     *       "from": "waybill@acme.example",
                     *       "to": [
                     *         "edi@acme.example"
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "host": "mail.acme.example",
                     *       "user": "waybill",
                     *       "passwordSet": true,
                     *       "from": "waybill@acme.example",
                     *       "to": [
                     *         "edi@acme.example"
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    patchChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": [
                 *         "edi@acme.example",
                 *         "ada@acme.example"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChannelSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "host": "mail.acme.example",
                     *       "user": "waybill",
                     *       "passwordSet": true,
                     *       "from": "waybill@acme.example",
                     *       "to": [
                     *         "edi@acme.example"
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listRules: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "globex",
                     *           "etag": "41-6d0c2f1b9a3e",
                     *           "createdAt": "2026-11-24T09:30:00Z",
                     *           "updatedAt": "2026-11-24T09:30:00Z",
                     *           "severity": "critical",
                     *           "partners": [
                     *             "GLOBEX"
                     *           ],
                     *           "channels": [
                     *             "pager"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "globex"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "severity": "critical",
                     *       "partners": [
                     *         "GLOBEX"
                     *       ],
                     *       "channels": [
                     *         "pager"
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
                /** @description *: make a new one. */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "severity": "critical",
                 *       "partners": [
                 *         "GLOBEX"
                 *       ],
                 *       "channels": [
                 *         "pager"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RuleSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "severity": "critical",
                     *       "partners": [
                     *         "GLOBEX"
                     *       ],
                     *       "channels": [
                     *         "pager"
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "severity": "critical",
                     *       "partners": [
                     *         "GLOBEX"
                     *       ],
                     *       "channels": [
                     *         "pager"
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    deleteRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    patchRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you saw, in quotes; * for whatever is there. */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "muteUntil": "2026-12-24T18:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["RuleSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "globex",
                     *       "etag": "41-6d0c2f1b9a3e",
                     *       "createdAt": "2026-11-24T09:30:00Z",
                     *       "updatedAt": "2026-11-24T09:30:00Z",
                     *       "severity": "critical",
                     *       "partners": [
                     *         "GLOBEX"
                     *       ],
                     *       "channels": [
                     *         "pager"
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Required */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    readCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "files": [
                 *         "MIIK…"
                 *       ],
                 *       "password": "…",
                 *       "owner": "station/acme"
                 *     }
                 */
                "application/json": {
                    /** @description The files: base64, or the text of a PEM file. */
                    files?: string[];
                    /** @description Opens what is protected. */
                    password?: string;
                    /** @description Opens the key inside a JKS file where it has one of its own. */
                    keyPassword?: string;
                    /** @description Which key of several: its alias, or the subject or SHA-256 thumbprint of its certificate. */
                    alias?: string;
                    /** @description station/NAME: it is looked at as one of ours, with its key; partner/NAME: as a partner's. */
                    owner?: string;
                    /** @description any (default), sign, encrypt or tls. */
                    use?: string;
                };
                "multipart/form-data": {
                    /** @description The files. */
                    files?: string[];
                    /** @description Opens what is protected. */
                    password?: string;
                    /** @description Opens the key inside a JKS file where it has one of its own. */
                    keyPassword?: string;
                    /** @description Which key of several: its alias, or the subject or SHA-256 thumbprint of its certificate. */
                    alias?: string;
                    /** @description station/NAME: it is looked at as one of ours, with its key; partner/NAME: as a partner's. */
                    owner?: string;
                    /** @description any (default), sign, encrypt or tls. */
                    use?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadCertificates"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    importCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "globex-2027",
                 *       "owner": "partner/globex",
                 *       "state": "planned",
                 *       "from": "2027-03-01T00:00:00Z",
                 *       "files": [
                 *         "MIID…"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description The files: base64, or the text of a PEM file. */
                    files?: string[];
                    /** @description Of the certificate: 1 to 64 letters, digits, dots, hyphens, underscores. */
                    name?: string;
                    /** @description station/NAME or partner/NAME. */
                    owner?: string;
                    /** @description The AS2 name of one identity of the partner; left out: all. */
                    identity?: string;
                    /** @description any (default), sign, encrypt or tls. */
                    use?: string;
                    /** @description From when it signs or is encrypted for. */
                    from?: string;
                    /** @description Until when. */
                    until?: string;
                    /** @description current (default), planned or retired. */
                    state?: string;
                    /** @description For people. */
                    note?: string;
                    /** @description Opens what is protected. */
                    password?: string;
                    /** @description Opens the key inside a JKS file where it has one of its own. */
                    keyPassword?: string;
                    /** @description Which key of several: its alias, or the subject or SHA-256 thumbprint of its certificate. */
                    alias?: string;
                };
                "multipart/form-data": {
                    /** @description The files. */
                    files?: string[];
                    /** @description Of the certificate: 1 to 64 letters, digits, dots, hyphens, underscores. */
                    name?: string;
                    /** @description station/NAME or partner/NAME. */
                    owner?: string;
                    /** @description The AS2 name of one identity of the partner; left out: all. */
                    identity?: string;
                    /** @description any (default), sign, encrypt or tls. */
                    use?: string;
                    /** @description From when it signs or is encrypted for. */
                    from?: string;
                    /** @description Until when. */
                    until?: string;
                    /** @description current (default), planned or retired. */
                    state?: string;
                    /** @description For people. */
                    note?: string;
                    /** @description Opens what is protected. */
                    password?: string;
                    /** @description Opens the key inside a JKS file where it has one of its own. */
                    keyPassword?: string;
                    /** @description Which key of several: its alias, or the subject or SHA-256 thumbprint of its certificate. */
                    alias?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonElement"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    makeCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "acme-2027",
                 *       "owner": "station/acme",
                 *       "commonName": "ACME",
                 *       "keyType": "rsa-3072",
                 *       "days": 1095,
                 *       "state": "planned",
                 *       "from": "2027-03-01T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    /** @description Of the certificate: 1 to 64 letters, digits, dots, hyphens, underscores. */
                    name?: string;
                    /** @description station/NAME or partner/NAME. */
                    owner?: string;
                    /** @description The AS2 name of one identity of the partner; left out: all. */
                    identity?: string;
                    /** @description any (default), sign, encrypt or tls. */
                    use?: string;
                    /** @description From when it signs or is encrypted for. */
                    from?: string;
                    /** @description Until when. */
                    until?: string;
                    /** @description current (default), planned or retired. */
                    state?: string;
                    /** @description For people. */
                    note?: string;
                    /** @description The name partners know you by. */
                    commonName?: string;
                    /** @description Your company. */
                    organization?: string;
                    /** @description Two letters. */
                    country?: string;
                    /** @description rsa-2048 (default), rsa-3072, rsa-4096, ec-p256, ec-p384, ec-p521. */
                    keyType?: string;
                    /** @description How long it is valid. Default 1095. */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonElement"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    requestCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "acme-2027",
                 *       "owner": "station/acme",
                 *       "commonName": "ACME",
                 *       "organization": "ACME Ltd",
                 *       "country": "DE"
                 *     }
                 */
                "application/json": {
                    /** @description Of the certificate: 1 to 64 letters, digits, dots, hyphens, underscores. */
                    name?: string;
                    /** @description station/NAME or partner/NAME. */
                    owner?: string;
                    /** @description The AS2 name of one identity of the partner; left out: all. */
                    identity?: string;
                    /** @description any (default), sign, encrypt or tls. */
                    use?: string;
                    /** @description From when it signs or is encrypted for. */
                    from?: string;
                    /** @description Until when. */
                    until?: string;
                    /** @description current (default), planned or retired. */
                    state?: string;
                    /** @description For people. */
                    note?: string;
                    /** @description The name partners know you by. */
                    commonName?: string;
                    /** @description Your company. */
                    organization?: string;
                    /** @description Two letters. */
                    country?: string;
                    /** @description rsa-2048 (default), rsa-3072, rsa-4096, ec-p256, ec-p384, ec-p521. */
                    keyType?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonElement"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    answerCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "files": [
                 *         "-----BEGIN CERTIFICATE-----\n…"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description The files: base64, or the text of a PEM file. */
                    files?: string[];
                };
                "multipart/form-data": {
                    /** @description The files. */
                    files?: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonElement"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    switchCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonElement"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getCertificateFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                format: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    readPartnerSheet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "AS2 ID: GLOBEX\nURL: https://as2.globex.example/in\nSigning: SHA-256"
                 *     }
                 */
                "application/json": {
                    /** @description The files: base64, or the text of a PEM file. */
                    files?: string[];
                    /** @description A page of text, in place of a file or beside one. */
                    text?: string;
                    /** @description AS2 id of the partner, where a file holds several. */
                    partner?: string;
                };
                "multipart/form-data": {
                    /** @description The files. */
                    files?: string[];
                    /** @description A page of text, in place of a file or beside one. */
                    text?: string;
                    /** @description AS2 id of the partner, where a file holds several. */
                    partner?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPacket: {
        parameters: {
            query?: {
                format?: string;
                /** @description Who we are. Default the organisation, else our AS2 id. */
                company?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PacketView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listShares: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    createShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeShare"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    revokeShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    historyStation: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    historyPartner: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    historyCertificate: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    historyConnection: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    historyChannel: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    historyRule: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Lines a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    planApply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "set": "production",
                 *       "stations": [
                 *         {
                 *           "name": "acme",
                 *           "as2Id": "ACME"
                 *         }
                 *       ],
                 *       "partners": [
                 *         {
                 *           "name": "globex",
                 *           "identities": [
                 *             {
                 *               "as2Id": "GLOBEX"
                 *             }
                 *           ]
                 *         }
                 *       ],
                 *       "connections": [
                 *         {
                 *           "name": "globex",
                 *           "station": "acme",
                 *           "partner": "globex",
                 *           "url": "https://as2.globex.example/in"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "plan": "4be1c3…",
                     *       "set": "production",
                     *       "version": 41,
                     *       "changes": [
                     *         {
                     *           "kind": "connection",
                     *           "name": "globex",
                     *           "action": "replace",
                     *           "before": {
                     *             "concurrency": 4
                     *           },
                     *           "after": {
                     *             "concurrency": 8
                     *           },
                     *           "secrets": [
                     *             "password"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": components["schemas"]["JsonElement"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    apply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan": "4be1c3…",
                 *       "set": "production",
                 *       "stations": [
                 *         {
                 *           "name": "acme",
                 *           "as2Id": "ACME"
                 *         }
                 *       ],
                 *       "partners": [
                 *         {
                 *           "name": "globex",
                 *           "identities": [
                 *             {
                 *               "as2Id": "GLOBEX"
                 *             }
                 *           ]
                 *         }
                 *       ],
                 *       "connections": [
                 *         {
                 *           "name": "globex",
                 *           "station": "acme",
                 *           "partner": "globex",
                 *           "url": "https://as2.globex.example/in"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "plan": "4be1c3…",
                     *       "set": "production",
                     *       "version": 41,
                     *       "changes": [
                     *         {
                     *           "kind": "connection",
                     *           "name": "globex",
                     *           "action": "replace",
                     *           "before": {
                     *             "concurrency": 4
                     *           },
                     *           "after": {
                     *             "concurrency": 8
                     *           },
                     *           "secrets": [
                     *             "password"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTestView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    readDebug: {
        parameters: {
            query?: {
                /** @description next of the page before. */
                cursor?: string;
                /** @description Entries a page, 1 to 200. Default 50. */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DebugPage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    switchDebug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DebugRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DebugState"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    clearDebug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getEcho: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EchoView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    setUpEcho: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EchoRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EchoView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    removeEcho: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    sendToEcho: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EchoMessage"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EchoSent"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    suggestStation: {
        parameters: {
            query: {
                /** @description The company's name. */
                organisation: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationSuggestion"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    firstRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstRunRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirstRunView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
