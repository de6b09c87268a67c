package io.m2x.server.charts;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The kinds of image files that a chart can be drawn into.
 */
enum ImageFormat {

	/** A bitmap. */
	PNG("image/png") {

		@Override
		void write(String title, int width, int height, Consumer<Graphics2D> drawing, ByteArrayOutputStream file)
				throws IOException {
			BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
			Graphics2D graphics = image.createGraphics();
			try {
				// Otherwise curves become stairs of whole pixels.
				graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
				drawing.accept(graphics);
			}
			finally {
				graphics.dispose();
			}
			ImageIO.write(image, "png", file);
		}

	},

	/** A drawing that can be scaled; its texts are outlines and need no fonts. */
	SVG("image/svg+xml") {

		@Override
		void write(String title, int width, int height, Consumer<Graphics2D> drawing, ByteArrayOutputStream file)
				throws IOException {
			Document document = newDocument();
			SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
			context.setComment(null);
			context.setPrecision(DECIMALS);
			SVGGraphics2D graphics = new SVGGraphics2D(context, false);
			graphics.setSVGCanvasSize(new Dimension(width, height));
			drawing.accept(graphics);
			Element root = graphics.getRoot();
			root.setAttribute("viewBox", "0 0 " + width + " " + height);
			root.setAttribute("role", "img");
			Element name = document.createElementNS(SVG_NAMESPACE, "title");
			name.setTextContent(title);
			root.insertBefore(name, root.getFirstChild());
			Writer writer = new OutputStreamWriter(file, StandardCharsets.UTF_8);
			graphics.stream(root, writer, true, false);
			writer.flush();
		}

		// A browser opens an SVG image as a document, which could contain scripts.
		@Override
		void describe(HttpHeaders headers) {
			super.describe(headers);
			headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
		}

	};

	private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

	private static final int DECIMALS = 2;

	private final String mediaType;

	ImageFormat(String mediaType) {
		this.mediaType = mediaType;
	}

	// Describe the file in the headers of a response.
	void describe(HttpHeaders headers) {
		headers.setContentType(MediaType.valueOf(this.mediaType));
	}

	// Return a file with a drawing.
	byte[] file(String title, int width, int height, Consumer<Graphics2D> drawing) {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		try {
			write(title, width, height, drawing, file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return file.toByteArray();
	}

	abstract void write(String title, int width, int height, Consumer<Graphics2D> drawing, ByteArrayOutputStream file)
			throws IOException;

	private static Document newDocument() {
		try {
			// That of the JDK, whatever else an application has on its class path.
			return DocumentBuilderFactory.newDefaultInstance()
				.newDocumentBuilder()
				.getDOMImplementation()
				.createDocument(SVG_NAMESPACE, "svg", null);
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
