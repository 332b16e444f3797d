import Diadoc.Api.DiadocApi;
import Diadoc.Api.Proto.AcquireCounteragentProtos.AcquireCounteragentRequest;
import Diadoc.Api.Proto.CustomDataItemProtos.CustomDataItem;
import Diadoc.Api.Proto.Docflow.DocflowApiProtos.GetDocflowBatchRequest;
import Diadoc.Api.Proto.Docflow.DocflowApiProtos.GetDocflowEventsRequest;
import Diadoc.Api.Proto.Docflow.DocflowApiProtos.GetDocflowRequest;
import Diadoc.Api.Proto.Docflow.DocflowApiProtos.GetDocflowsByPacketIdRequest;
import Diadoc.Api.Proto.Docflow.DocflowApiProtos.SearchDocflowsRequest;
import Diadoc.Api.Proto.DocumentIdProtos.DocumentId;
import Diadoc.Api.Proto.Documents.DocumentsMoveOperationProtos.DocumentsMoveOperation;
import Diadoc.Api.Proto.Documents.DocumentProtos.Document;
import Diadoc.Api.Proto.Documents.DocumentProtos.RecipientResponseStatus;
import Diadoc.Api.Proto.Documents.DocumentProtos.RevocationStatus;
import Diadoc.Api.Proto.Events.DiadocMessage_GetApiProtos.AttachmentType;
import Diadoc.Api.Proto.Events.DiadocMessage_GetApiProtos.BoxEvent;
import Diadoc.Api.Proto.Events.DiadocMessage_GetApiProtos.Entity;
import Diadoc.Api.Proto.Events.DiadocMessage_GetApiProtos.EntityType;
import Diadoc.Api.Proto.Events.DiadocMessage_GetApiProtos.Message;
import Diadoc.Api.Proto.Events.DiadocMessage_PostApiProtos.*;
import Diadoc.Api.Proto.Invoicing.InvoiceCorrectionRequestInfoProtos.InvoiceCorrectionRequestGenerationRequestV2;
import Diadoc.Api.Proto.Invoicing.ReceiptGenerationRequestProtos.ReceiptGenerationRequestV2;
import Diadoc.Api.Proto.Invoicing.RevocationRequestInfoProtos.RevocationRequestInfo;
import Diadoc.Api.Proto.Invoicing.SignatureRejectionInfoProtos.SignatureRejectionGenerationRequestV2;
import Diadoc.Api.Proto.TimeBasedFilterProtos.TimeBasedFilter;
import Diadoc.Api.Proto.TimestampProtos.Timestamp;
import Diadoc.Api.counteragent.CounteragentStatus;
import Diadoc.Api.document.DocumentsFilter;
import com.google.protobuf.ByteString;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What two programs do that were written with the vendor's SDK: they exchange documents, and say what they saw. */
public class Exchange {
    static final String NAMES = "base client one one-password two two-password transfer title";
    static final String HEAD = "00000000-0000-0000-0000-000000000000";
    static int failures;
    static int steps;
    static Side us, them;
    static Message posted, withInvoice;

    /** One organisation's program: the SDK, signed in, and the box it found. */
    static class Side {
        final DiadocApi api;
        String box, organization;

        Side(String client, String base) {
            api = new DiadocApi(client, base);
        }

        Message get(String id) throws Exception {
            return api.getMessageClient().getMessageV6(box, id);
        }

        Message awaited(String id, int entities) throws Exception {
            return await(() -> {
                Message found = get(id);
                return found.getEntitiesCount() >= entities ? found : null;
            }, "message " + id + " with " + entities + " entities");
        }

        Document document(String message, String id) throws Exception {
            return api.getDocumentClient().getDocument(box, message, id);
        }
    }

    interface Step {
        void run() throws Exception;
    }

    public static void main(String[] given) throws Exception {
        if (given.length != NAMES.split(" ").length) {
            throw new IllegalArgumentException("java Exchange " + NAMES);
        }
        byte[] transfer = Files.readAllBytes(Path.of(given[6]));
        Charset tax = Charset.forName("windows-1251");
        String buyers = Files.readString(Path.of(given[7]), tax);
        us = new Side(given[1], given[0]);
        them = new Side(given[1], given[0]);
        step("a wrong password is refused", () -> refused("401", () -> signIn(us, given[2], "wrong")));
        step("a call without a token is refused", () -> refused("401", () -> us.api.getUserClient().getMyUserV2()));
        required("both sign in", () -> {
            signIn(us, given[2], given[3]);
            signIn(them, given[4], given[5]);
        });
        required("both find their organisation and box", () -> {
            find(us);
            find(them);
        });
        step("who: user, box, departments, employees", Exchange::who);
        step("the kinds of documents", Exchange::kinds);
        required("an invitation is accepted", Exchange::partners);
        required("a letter and a contract are sent, once", Exchange::send);
        step("the other side reads them", Exchange::read);
        step("GetDocuments lists them", Exchange::list);
        step("the letter is signed", Exchange::sign);
        step("the contract is refused", Exchange::refuse);
        step("the letter is revoked", Exchange::revoke);
        required("a transfer document is sent", () -> sendTransfer(transfer));
        step("its receipts and the buyer's title", () -> answerTransfer(signature -> buyers.replace("SIGNATURE", signature).getBytes(tax)));
        step("a correction is asked for", Exchange::askForCorrection);
        step("both feeds tell every step", Exchange::feeds);
        step("docflows", Exchange::docflows);
        step("a draft is signed and sent, another recycled", Exchange::drafts);
        step("deleted, restored, moved", Exchange::folders);
        step("what is not served says so", () -> refused("501", () -> us.api.getTemplateClient().getTemplate(us.box, posted.getMessageId(), null)));
        step("another's box is closed", () -> refused("403", () -> us.api.getEventsClient().getLastEventV2(them.box)));
        System.out.println(steps + " steps, " + failures + " failed");
        System.exit(failures == 0 ? 0 : 1);
    }

    static void signIn(Side side, String login, String password) throws Exception {
        side.api.getAuthClient().authenticate(login, password);
    }

    static void find(Side side) throws Exception {
        var organizations = side.api.getOrganizationClient().getMyOrganizations().getOrganizationsList();
        same(1, organizations.size(), "organisations");
        side.organization = organizations.get(0).getOrgId();
        side.box = organizations.get(0).getBoxes(0).getBoxId();
        holds(side.box.endsWith("@diadoc.ru"), side.box);
    }

    static void who() throws Exception {
        holds(!us.api.getUserClient().getMyUserV2().getUserId().isEmpty(), "user");
        same(us.box, us.api.getOrganizationClient().getBox(us.box).getBoxId(), "box");
        holds(us.api.getDepartmentClient().getDepartments(us.box).getTotalCount() > 0, "departments");
        same(1, us.api.getEmployeeClient().getEmployees(us.box).getEmployeesCount(), "employees");
        holds(us.api.getEmployeeClient().getMyEmployee(us.box).getPermissions().getIsAdministrator(), "administrator");
        same(us.organization, us.api.getOrganizationClient().getOrganizationByBoxId(us.box).getOrgId(), "organisation");
    }

    static void kinds() throws Exception {
        var two = us.api.getDocumentTypeClient().getDocumentTypesV2(us.box).getDocumentTypesList();
        var three = us.api.getDocumentTypeClient().getDocumentTypesV3(us.box).getDocumentTypesList();
        for (String name : List.of("Nonformalized", "Contract", "Invoice", "UniversalTransferDocument")) {
            holds(two.stream().anyMatch(each -> each.getName().equals(name)), "V2 " + name);
            holds(three.stream().anyMatch(each -> each.getName().equals(name)), "V3 " + name);
        }
    }

    static void partners() throws Exception {
        var request = AcquireCounteragentRequest.newBuilder().setBoxId(them.box).setMessageToCounteragent("Let us exchange").build();
        var task = us.api.getCounteragentClient().acquireCounteragentV3(us.box, null, request);
        us.api.getCounteragentClient().waitAcquireCounteragentResultV2(task.getTaskId(), 30000);
        var invited = them.api.getCounteragentClient().getCounteragentV3(them.box, us.box);
        same("InvitesMe", invited.getCurrentStatus().name(), "status");
        same("Let us exchange", invited.getMessageFromCounteragent(), "message");
        var accept = AcquireCounteragentRequest.newBuilder().setBoxId(us.box).build();
        task = them.api.getCounteragentClient().acquireCounteragentV3(them.box, null, accept);
        them.api.getCounteragentClient().waitAcquireCounteragentResultV2(task.getTaskId(), 30000);
        var found = us.api.getCounteragentClient().getCounteragentsV3(us.box, CounteragentStatus.IsMyCounteragent, null, null, null);
        same(1, found.getCounteragentsCount(), "counterparties");
        same(them.box, found.getCounteragents(0).getOrganization().getBoxes(0).getBoxId(), "their box");
    }

    static void send() throws Exception {
        var message = MessageToPost.newBuilder().setFromBoxId(us.box).setToBoxId(them.box)
                .addDocumentAttachments(attachment("Nonformalized", "Dear colleagues", "FileName", "letter.txt"))
                .addDocumentAttachments(attachment("Contract", "We agree", "FileName", "contract.txt",
                        "DocumentNumber", "17", "DocumentDate", "01.02.2024", "ContractPrice", "100.5"))
                .build();
        String operation = UUID.randomUUID().toString();
        posted = us.api.getMessageClient().postMessage(message, operation);
        same(posted, us.api.getMessageClient().postMessage(message, operation), "the same operation");
        same(4, posted.getEntitiesCount(), "entities");
        refused("400", () -> us.api.getMessageClient().postMessage(message.toBuilder().clearDocumentAttachments().build()));
    }

    static DocumentAttachment attachment(String type, String content, String... metadata) {
        var made = DocumentAttachment.newBuilder().setTypeNamedId(type).setNeedRecipientSignature(true)
                .setSignedContent(signed(content.getBytes(StandardCharsets.UTF_8)))
                .addCustomData(CustomDataItem.newBuilder().setKey("from").setValue("java"));
        for (int at = 0; at < metadata.length; at += 2) {
            made.addMetadata(MetadataItem.newBuilder().setKey(metadata[at]).setValue(metadata[at + 1]));
        }
        return made.build();
    }

    static SignedContent signed(byte[] content) {
        return SignedContent.newBuilder().setContent(ByteString.copyFrom(content)).setSignWithTestSignature(true).build();
    }

    static Entity letter() {
        return posted.getEntities(0);
    }

    static Entity contract() {
        return documents(posted).get(1);
    }

    static List<Entity> documents(Message message) {
        return message.getEntitiesList().stream()
                .filter(each -> each.getEntityType() == EntityType.Attachment && each.getParentEntityId().isEmpty())
                .collect(Collectors.toList());
    }

    static void read() throws Exception {
        Message came = them.awaited(posted.getMessageId(), 4);
        same(us.box, came.getFromBoxId(), "sender");
        same(came.getMessageId(), them.api.getMessageClient().getMessage(them.box, posted.getMessageId()).getMessageId(), "V5");
        byte[] content = them.api.getDocumentClient().getEntityContent(them.box, posted.getMessageId(), letter().getEntityId());
        same("Dear colleagues", new String(content, StandardCharsets.UTF_8), "content");
        Message whole = them.api.getMessageClient().getMessageV6(them.box, posted.getMessageId(), false, true);
        same("We agree", documents(whole).get(1).getContent().getData().toStringUtf8(), "content with the message");
        Document found = them.document(posted.getMessageId(), contract().getEntityId());
        same("17", found.getDocumentNumber(), "number");
        same("01.02.2024", found.getDocumentDate(), "date");
        same(RecipientResponseStatus.WaitingForRecipientSignature, found.getRecipientResponseStatus(), "response");
        same(2, them.api.getDocumentClient().getDocumentsByMessageId(them.box, posted.getMessageId()).getDocumentsCount(), "documents");
        Entity signature = came.getEntitiesList().stream().filter(each -> each.getEntityType() == EntityType.Signature).findFirst().orElseThrow();
        var info = them.api.getDocumentClient().getSignatureInfo(them.box, posted.getMessageId(), signature.getEntityId());
        holds(info.getSignatureVerificationResult().getIsValid(), "the signature holds");
    }

    static void list() throws Exception {
        same(List.of(contract().getEntityId()), listed(them, "Contract.InboundWaitingForRecipientSignature"), "inbound");
        same(2, listed(us, "Any.OutboundNotFinished").size(), "outbound");
        var first = page(us, "Any.Outbound", null, 1);
        same(2, first.getTotalCount(), "total");
        var second = page(us, "Any.Outbound", first.getDocuments(0).getIndexKey(), 1);
        holds(!first.getDocuments(0).getEntityId().equals(second.getDocuments(0).getEntityId()), "the next page");
    }

    static Diadoc.Api.Proto.Documents.DocumentListProtos.DocumentList page(Side side, String category, String after, int count) throws Exception {
        return side.api.getDocumentClient().getDocuments(new DocumentsFilter.Builder().boxId(side.box)
                .filterCategory(category).afterIndexKey(after).sortDirection("Ascending").count(count).build());
    }

    static List<String> listed(Side side, String category) throws Exception {
        return page(side, category, null, 100).getDocumentsList().stream().map(Document::getEntityId).collect(Collectors.toList());
    }

    static MessagePatchToPost.Builder patch(Side side, Message message) {
        return MessagePatchToPost.newBuilder().setBoxId(side.box).setMessageId(message.getMessageId());
    }

    static void sign() throws Exception {
        var signature = DocumentSignature.newBuilder().setParentEntityId(letter().getEntityId()).setSignWithTestSignature(true);
        var made = them.api.getMessageClient().postMessagePatch(patch(them, posted).addSignatures(signature).build(), UUID.randomUUID().toString());
        same(EntityType.Signature, made.getEntities(0).getEntityType(), "what was added");
        us.awaited(posted.getMessageId(), 5);
        for (Side each : List.of(us, them)) {
            same(RecipientResponseStatus.WithRecipientSignature, each.document(posted.getMessageId(), letter().getEntityId()).getRecipientResponseStatus(), "response");
        }
        refused("409", () -> them.api.getMessageClient().postMessagePatch(patch(them, posted).addSignatures(signature).build(), UUID.randomUUID().toString()));
    }

    static void refuse() throws Exception {
        var request = SignatureRejectionGenerationRequestV2.newBuilder().setErrorMessage("The price is wrong")
                .setMessageId(posted.getMessageId()).setAttachmentId(contract().getEntityId()).setSignerContent(signer()).build();
        byte[] content = them.api.getGenerateClient().generateSignatureRejectionXmlV2(them.box, request).getContent();
        same("The price is wrong", us.api.getParseClient().parseSignatureRejectionXml(content).getErrorMessage(), "what it says");
        var refusal = XmlSignatureRejectionAttachment.newBuilder().setParentEntityId(contract().getEntityId()).setSignedContent(signed(content));
        int before = us.get(posted.getMessageId()).getEntitiesCount();
        them.api.getMessageClient().postMessagePatch(patch(them, posted).addXmlSignatureRejections(refusal).build());
        us.awaited(posted.getMessageId(), before + 2);
        same(RecipientResponseStatus.RecipientSignatureRequestRejected, us.document(posted.getMessageId(), contract().getEntityId()).getRecipientResponseStatus(), "response");
    }

    static void revoke() throws Exception {
        var info = RevocationRequestInfo.newBuilder().setComment("A mistake").build();
        byte[] content = us.api.getGenerateClient().generateRevocationRequestXml(us.box, posted.getMessageId(), letter().getEntityId(), info).getContent();
        same("A mistake", us.api.getParseClient().parseRevocationRequestXml(content).getComment(), "what it says");
        var request = RevocationRequestAttachment.newBuilder().setParentEntityId(letter().getEntityId()).setSignedContent(signed(content));
        int before = them.get(posted.getMessageId()).getEntitiesCount();
        var made = us.api.getMessageClient().postMessagePatch(patch(us, posted).addRevocationRequests(request).build());
        them.awaited(posted.getMessageId(), before + 2);
        same(RevocationStatus.RequestsMyRevocation, them.document(posted.getMessageId(), letter().getEntityId()).getRevocationStatus(), "theirs");
        Entity asked = made.getEntitiesList().stream().filter(each -> each.getAttachmentType() == AttachmentType.RevocationRequest).findFirst().orElseThrow();
        var signature = DocumentSignature.newBuilder().setParentEntityId(asked.getEntityId()).setSignWithTestSignature(true);
        them.api.getMessageClient().postMessagePatch(patch(them, posted).addSignatures(signature).build(), UUID.randomUUID().toString());
        us.awaited(posted.getMessageId(), before + 3);
        for (Side each : List.of(us, them)) {
            same(RevocationStatus.RevocationAccepted, each.document(posted.getMessageId(), letter().getEntityId()).getRevocationStatus(), "revocation");
        }
    }

    static void sendTransfer(byte[] content) throws Exception {
        var attachment = DocumentAttachment.newBuilder().setTypeNamedId("UniversalTransferDocument").setFunction("СЧФДОП")
                .setVersion("utd970_05_03_01").setSignedContent(signed(content)).setNeedRecipientSignature(true);
        var message = MessageToPost.newBuilder().setFromBoxId(us.box).setToBoxId(them.box).addDocumentAttachments(attachment).build();
        withInvoice = us.api.getMessageClient().postMessage(message, UUID.randomUUID().toString());
        them.awaited(withInvoice.getMessageId(), 2);
        Document found = them.document(withInvoice.getMessageId(), withInvoice.getEntities(0).getEntityId());
        same("17", found.getDocumentNumber(), "number out of the XML");
    }

    static void answerTransfer(Function<String, byte[]> buyers) throws Exception {
        String document = withInvoice.getEntities(0).getEntityId();
        var confirmed = await(() -> {
            Message found = them.get(withInvoice.getMessageId());
            return found.getEntitiesList().stream().anyMatch(each -> each.getAttachmentType() == AttachmentType.InvoiceConfirmation) ? found : null;
        }, "the operator's confirmation");
        holds(confirmed.getEntitiesCount() > 2, "confirmed");
        receipt(them, document);
        Entity sellers = confirmed.getEntitiesList().stream()
                .filter(each -> each.getEntityType() == EntityType.Signature && each.getParentEntityId().equals(document)).findFirst().orElseThrow();
        byte[] signature = them.api.getDocumentClient().getEntityContent(them.box, withInvoice.getMessageId(), sellers.getEntityId());
        holds(signature.length > 0, "the seller's signature");
        var title = RecipientTitleAttachment.newBuilder().setParentEntityId(document).setNeedReceipt(false)
                .setSignedContent(signed(buyers.apply(Base64.getEncoder().encodeToString(signature))));
        them.api.getMessageClient().postMessagePatch(patch(them, withInvoice).addRecipientTitles(title).build(), UUID.randomUUID().toString());
        await(() -> us.document(withInvoice.getMessageId(), document).getRecipientResponseStatus()
                == RecipientResponseStatus.WithRecipientSignature ? true : null, "the buyer's title");
    }

    static void receipt(Side side, String parent) throws Exception {
        var request = ReceiptGenerationRequestV2.newBuilder().setMessageId(withInvoice.getMessageId()).setAttachmentId(parent).setSignerContent(signer()).build();
        byte[] content = side.api.getGenerateClient().generateReceiptXmlV2(side.box, request).getContent();
        var receipt = ReceiptAttachment.newBuilder().setParentEntityId(parent).setSignedContent(signed(content));
        side.api.getMessageClient().postMessagePatch(patch(side, withInvoice).addReceipts(receipt).build(), UUID.randomUUID().toString());
    }

    static void askForCorrection() throws Exception {
        String document = withInvoice.getEntities(0).getEntityId();
        var wish = InvoiceCorrectionRequestGenerationRequestV2.newBuilder().setErrorMessage("The sum is wrong")
                .setMessageId(withInvoice.getMessageId()).setAttachmentId(document).setSignerContent(signer()).build();
        byte[] content = them.api.getGenerateClient().generateInvoiceCorrectionRequestXmlV2(them.box, wish).getContent();
        var request = CorrectionRequestAttachment.newBuilder().setParentEntityId(document).setSignedContent(signed(content));
        them.api.getMessageClient().postMessagePatch(patch(them, withInvoice).addCorrectionRequests(request).build(), UUID.randomUUID().toString());
        await(() -> us.get(withInvoice.getMessageId()).getEntitiesList().stream()
                .anyMatch(each -> each.getAttachmentType() == AttachmentType.InvoiceCorrectionRequest) ? true : null, "the request");
    }

    static ByteString signer() {
        return ByteString.copyFromUtf8("<Signer xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><SignerReference BoxId=\"\" CertificateThumbprint=\"\"/></Signer>");
    }

    static void feeds() throws Exception {
        for (Side side : List.of(us, them)) {
            var whole = side.api.getEventsClient().getNewEventsV8(side.box, null, null, null, null, null, null, null, null, null, null, null);
            var events = whole.getEventsList();
            same(whole.getTotalCount(), events.size(), "total");
            List<String> keys = events.stream().map(BoxEvent::getIndexKey).collect(Collectors.toList());
            same(keys.stream().sorted().distinct().collect(Collectors.toList()), keys, "keys grow");
            var seven = side.api.getEventsClient().getNewEventsV7(side.box, null, keys.get(1), null, null, null, null, null, null, null, null, null);
            same(events.subList(2, events.size()), seven.getEventsList(), "the rest after a key");
            BoxEvent one = events.get(1);
            same(one.getEventId(), side.api.getEventsClient().getEvent(side.box, one.getEventId()).getEventId(), "V2/GetEvent");
            same(one.getEventId(), side.api.getEventsClient().getEventV3(side.box, one.getEventId()).getEventId(), "V3/GetEvent");
            BoxEvent last = events.get(events.size() - 1);
            same(last.getEventId(), side.api.getEventsClient().getLastEventV2(side.box).getEventId(), "V2/GetLastEvent");
            same(last.getEventId(), side.api.getEventsClient().getLastEvent(side.box).getEventId(), "GetLastEvent");
        }
    }

    static void docflows() throws Exception {
        var id = DocumentId.newBuilder().setMessageId(posted.getMessageId()).setEntityId(letter().getEntityId());
        var request = GetDocflowBatchRequest.newBuilder().addRequests(GetDocflowRequest.newBuilder().setDocumentId(id)).build();
        same(1, us.api.getDocflowClient().getDocflows(us.box, request).getDocumentsCount(), "V3");
        var found = us.api.getDocflowClient().getDocflowsV4(us.box, request).getDocumentsList();
        same(1, found.size(), "V4");
        same(letter().getEntityId(), found.get(0).getDocumentId().getEntityId(), "the document");
        var search = SearchDocflowsRequest.newBuilder().setQueryString("17").build();
        holds(them.api.getDocflowClient().searchDocflowsV4(them.box, search).getDocumentsCount() > 0, "found by its number");
        var packet = GetDocflowsByPacketIdRequest.newBuilder().setPacketId(us.document(posted.getMessageId(), letter().getEntityId()).getPacketId()).build();
        same(2, us.api.getDocflowClient().getDocflowsByPacketIdV4(us.box, packet).getDocumentsCount(), "of one packet");
        var since = TimeBasedFilter.newBuilder().setFromTimestamp(Timestamp.newBuilder().setTicks(0));
        var events = us.api.getDocflowClient().getDocflowEventsV4(us.box, GetDocflowEventsRequest.newBuilder().setFilter(since).build());
        holds(events.getEventsCount() > 4, "events: " + events.getEventsCount());
    }

    static void drafts() throws Exception {
        var attachment = DocumentAttachment.newBuilder().setTypeNamedId("Nonformalized")
                .setSignedContent(SignedContent.newBuilder().setContent(ByteString.copyFromUtf8("Draft")))
                .addMetadata(MetadataItem.newBuilder().setKey("FileName").setValue("draft.txt"));
        var message = MessageToPost.newBuilder().setFromBoxId(us.box).setToBoxId(them.box).setIsDraft(true).addDocumentAttachments(attachment).build();
        Message draft = us.api.getMessageClient().postMessage(message, UUID.randomUUID().toString());
        holds(draft.getIsDraft(), "draft");
        var signature = DocumentSenderSignature.newBuilder().setParentEntityId(draft.getEntities(0).getEntityId()).setSignWithTestSignature(true);
        Message sent = us.api.getMessageClient().sendDraft(DraftToSend.newBuilder().setBoxId(us.box).setDraftId(draft.getMessageId()).addDocumentSignatures(signature).build());
        same(draft.getMessageId(), sent.getCreatedFromDraftId(), "made of the draft");
        them.awaited(sent.getMessageId(), 2);
        Message other = us.api.getMessageClient().postMessage(message, UUID.randomUUID().toString());
        us.api.getMessageClient().recycleDraft(us.box, other.getMessageId());
        holds(us.get(other.getMessageId()).getDraftIsRecycled(), "recycled");
    }

    static void folders() throws Exception {
        us.api.getMessageClient().delete(us.box, posted.getMessageId(), contract().getEntityId());
        holds(us.document(posted.getMessageId(), contract().getEntityId()).getIsDeleted(), "deleted");
        us.api.getDocumentClient().restore(us.box, posted.getMessageId(), contract().getEntityId());
        holds(!us.document(posted.getMessageId(), contract().getEntityId()).getIsDeleted(), "restored");
        var id = DocumentId.newBuilder().setMessageId(posted.getMessageId()).setEntityId(letter().getEntityId());
        us.api.getDocumentClient().moveDocuments(DocumentsMoveOperation.newBuilder().setBoxId(us.box).setToDepartmentId(HEAD).addDocumentIds(id).build());
    }

    static void required(String name, Step act) {
        int before = failures;
        step(name, act);
        if (failures > before) {
            System.out.println("nothing more can be tried");
            System.exit(1);
        }
    }

    static void step(String name, Step act) {
        steps++;
        try {
            act.run();
            System.out.println("ok    " + name);
        } catch (Exception | AssertionError fault) {
            failures++;
            System.out.println("FAIL  " + name + ": " + told(fault));
        }
    }

    static <T> T await(Callable<T> look, String what) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        String last = "";
        while (System.nanoTime() < end) {
            try {
                T found = look.call();
                if (found != null) {
                    return found;
                }
            } catch (Exception fault) {
                last = told(fault);
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never came: " + what + "; " + last);
    }

    static void refused(String status, Step act) throws Exception {
        try {
            act.run();
        } catch (Exception fault) {
            holds(told(fault).contains(status), told(fault));
            return;
        }
        throw new AssertionError("it was not refused by " + status);
    }

    static String told(Throwable fault) {
        List<String> found = new ArrayList<>();
        for (Throwable each = fault; each != null && each != each.getCause(); each = each.getCause()) {
            found.add(each.toString());
        }
        StackTraceElement where = Arrays.stream(fault.getStackTrace()).filter(each -> each.getClassName().startsWith("Exchange")).findFirst().orElse(null);
        return String.join(" < ", found) + " at " + where;
    }

    static void holds(boolean is, String what) {
        if (!is) {
            throw new AssertionError(what);
        }
    }

    static void same(Object wanted, Object found, String what) {
        holds(wanted.equals(found), what + ": " + found + ", expected " + wanted);
    }
}
