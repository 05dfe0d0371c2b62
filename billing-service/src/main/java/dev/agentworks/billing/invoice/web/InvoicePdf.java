package dev.agentworks.billing.invoice.web;

import dev.agentworks.billing.invoice.CreditNoteView;
import dev.agentworks.billing.invoice.InvoiceDocument;
import dev.agentworks.billing.invoice.InvoiceLineView;
import dev.agentworks.billing.invoice.InvoiceView;
import dev.agentworks.billing.invoice.LineKind;
import dev.agentworks.starter.text.EscapedText;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * An invoice as a page for people: usage is summed up by project, lane and agent, because a run is
 * a line of its own and a month has thousands; the lines of each run are in the JSON and the
 * export.
 */
final class InvoicePdf {
    private static final Font TITLE = new Font(Font.HELVETICA, 18, Font.BOLD);
    private static final Font STRONG = new Font(Font.HELVETICA, 9, Font.BOLD);
    private static final Font TEXT = new Font(Font.HELVETICA, 9);
    private static final float MARGIN = 50;

    private final InvoiceDocument document;
    private final Document page = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);

    private InvoicePdf(InvoiceDocument document) {
        this.document = document;
    }

    static byte[] of(InvoiceDocument document) {
        var bytes = new ByteArrayOutputStream();
        new InvoicePdf(document).write(bytes);
        return bytes.toByteArray();
    }

    private void write(ByteArrayOutputStream bytes) {
        PdfWriter.getInstance(page, bytes);
        var invoice = document.invoice();
        page.addTitle("Invoice " + invoice.number());
        page.addCreator("AgentWorks");
        page.open();
        page.add(new Paragraph("Invoice " + invoice.number(), TITLE));
        page.add(new Paragraph(" ", TEXT));
        page.add(particulars(invoice));
        page.add(new Paragraph(" ", TEXT));
        page.add(lines(invoice));
        page.add(new Paragraph(" ", TEXT));
        page.add(totals(invoice));
        creditNotes();
        page.close();
    }

    private PdfPTable particulars(InvoiceView invoice) {
        var table = table(1, 2);
        row(table, "Billed to", customer());
        row(table, "Workspace", invoice.workspaceId().toString());
        row(table, "Month", invoice.period().toString());
        row(table, "Issued", day(invoice.issuedAt()));
        row(table, "Due", day(invoice.dueAt()));
        row(table, "Status", invoice.status().name());
        row(table, "Plan", String.valueOf(document.snapshot().getOrDefault("plans", "")));
        return table;
    }

    private String customer() {
        var text = new StringBuilder();
        for (var part : List.of("legalName", "address", "country", "taxId")) {
            var value = String.valueOf(document.snapshot().getOrDefault(part, ""));
            if (!value.isBlank()) {
                text.append(text.isEmpty() ? "" : ", ").append(value);
            }
        }
        return text.isEmpty() ? "-" : text.toString();
    }

    private PdfPTable lines(InvoiceView invoice) {
        var table = table(5, 2, 1, 2);
        for (var head : List.of("What", "Month", "Quantity", "Amount, " + invoice.currency())) {
            cell(table, head, STRONG, Element.ALIGN_LEFT);
        }
        table.setHeaderRows(1);
        summed().forEach((what, sum) -> {
            cell(table, what.text(), TEXT, Element.ALIGN_LEFT);
            cell(table, what.month(), TEXT, Element.ALIGN_LEFT);
            cell(table, Long.toString(sum.quantity()), TEXT, Element.ALIGN_RIGHT);
            cell(table, money(sum.amount()), TEXT, Element.ALIGN_RIGHT);
        });
        return table;
    }

    // cents are added, not what they were rounded from: the page adds up to its total
    private LinkedHashMap<What, Sum> summed() {
        var sums = new LinkedHashMap<What, Sum>();
        for (var line : document.lines()) {
            sums.merge(What.of(line), new Sum(line.quantity(), line.amount()), Sum::plus);
        }
        return sums;
    }

    private PdfPTable totals(InvoiceView invoice) {
        var table = table(3, 1);
        total(table, "Subtotal", invoice.subtotal(), TEXT);
        if (invoice.taxName() != null) {
            total(table, invoice.taxName(), invoice.tax(), TEXT);
        }
        total(table, "Total, " + invoice.currency(), invoice.total(), STRONG);
        total(table, "Paid", invoice.paid(), TEXT);
        total(table, "Credited", invoice.credited(), TEXT);
        total(table, "Due", invoice.due(), STRONG);
        return table;
    }

    private void creditNotes() {
        for (CreditNoteView note : document.creditNotes()) {
            page.add(
                    new Paragraph(
                            "Credit note %s of %s: %s, %s"
                                    .formatted(
                                            note.number(),
                                            day(note.createdAt()),
                                            money(note.amount()),
                                            EscapedText.ofLine(note.reason())),
                            TEXT));
        }
    }

    private static void total(PdfPTable table, String name, BigDecimal amount, Font font) {
        cell(table, name, font, Element.ALIGN_RIGHT);
        cell(table, money(amount), font, Element.ALIGN_RIGHT);
    }

    private static void row(PdfPTable table, String name, String value) {
        cell(table, name, STRONG, Element.ALIGN_LEFT);
        cell(table, EscapedText.ofLine(value), TEXT, Element.ALIGN_LEFT);
    }

    private static void cell(PdfPTable table, String text, Font font, int alignment) {
        var cell = new PdfPCell(new Phrase(text, font));
        cell.setHorizontalAlignment(alignment);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderWidth(0.3f);
        cell.setPadding(4);
        table.addCell(cell);
    }

    private static PdfPTable table(float... widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }

    private static String day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
    }

    /** What is summed up into one row of the page. */
    private record What(LineKind kind, String text, String month, @Nullable UUID project) {
        static What of(InvoiceLineView line) {
            var project = line.projectId() == null ? "" : ", project " + line.projectId();
            return new What(
                    line.kind(),
                    EscapedText.ofLine(line.description() + project),
                    line.serviceMonth().toString(),
                    line.projectId());
        }
    }

    private record Sum(long quantity, BigDecimal amount) {
        Sum plus(Sum other) {
            return new Sum(quantity + other.quantity, amount.add(other.amount));
        }
    }
}
