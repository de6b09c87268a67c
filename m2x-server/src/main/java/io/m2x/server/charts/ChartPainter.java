package io.m2x.server.charts;

import java.awt.AWTError;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import io.m2x.server.web.ApiException;

/**
 * Paints charts into image files. Needs a Java runtime with graphics, and a machine with
 * fonts and fontconfig. A server without them logs that once and responds to requests for
 * images with status 503.
 */
@Component
final class ChartPainter {

	private static final Log logger = LogFactory.getLog(ChartPainter.class);

	private static final String HEADLESS = "java.awt.headless";

	private @Nullable Boolean usable;

	byte[] paint(String title, List<Line> lines, ImageFormat format, int width, int height) {
		if (!isUsable()) {
			throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "Charts Not Available",
					"This server can't draw text; its operator should install fonts and fontconfig.");
		}
		String legibleTitle = Line.title(title);
		XYChart chart = Drawing.of(legibleTitle, lines, width, height);
		return format.file(legibleTitle, width, height, (graphics) -> chart.paint(graphics, width, height));
	}

	private synchronized boolean isUsable() {
		if (this.usable == null) {
			this.usable = canDrawText();
		}
		return this.usable;
	}

	// Missing libraries and missing fonts show in many ways, depending on the runtime.
	private static boolean canDrawText() {
		// Drawing needs no screen. The setting of an application takes precedence.
		if (System.getProperty(HEADLESS) == null) {
			System.setProperty(HEADLESS, "true");
		}
		try {
			Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
			new TextLayout("M2X", new Font(Font.SANS_SERIF, Font.PLAIN, 12), graphics.getFontRenderContext())
				.draw(graphics, 0, 0);
			graphics.dispose();
			return true;
		}
		catch (RuntimeException | LinkageError | InternalError | AWTError ex) {
			logger.warn("Images of charts can't be drawn because this Java runtime can't draw text;"
					+ " install fonts and fontconfig, and a runtime with graphics (not a stripped one)", ex);
			return false;
		}
	}

}
