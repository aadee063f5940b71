// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ERC721} from "solady/tokens/ERC721.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {LayerSale} from "../../contracts/LayerSale.sol";
import {ILayerSale} from "../../contracts/interfaces/ILayerSale.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {ISaleCredits} from "../../contracts/interfaces/ISaleCredits.sol";
import {Greedy, Refusing} from "./Payees.sol";
import {WorkFixture} from "./WorkFixture.sol";

contract LayerSaleTest is WorkFixture {
    uint128 private constant PRICE = 1 ether;
    /// @dev The artist's until the work's royalty is lowered: 10 %.
    uint256 private constant ROYALTY = 0.1 ether;

    /// @dev A second work, of which the artist holds everything.
    uint256 private constant FIRST_HAND_WORK = 2;
    uint256 private constant FIRST_HAND = FIRST_HAND_WORK << 16 | 1;

    LayerSale private sale;
    address private buyer = makeAddr("buyer");

    function setUp() public override {
        super.setUp();
        sale = new LayerSale(address(token));
        ILayerToken.TokenSetup[] memory tokens = threeLayers();
        for (uint256 i = 0; i < tokens.length; ++i) {
            tokens[i].owner = artist;
        }
        vm.prank(artist);
        token.createWork(ENTROPY, MANIFEST, tokens);
        address[3] memory sellers = [artist, owner, other];
        for (uint256 i = 0; i < sellers.length; ++i) {
            vm.prank(sellers[i]);
            token.setApprovalForAll(address(sale), true);
        }
        vm.deal(buyer, 100 ether);
    }

    function test_list_offersTheTokenForItsPrice() public {
        vm.expectEmit(address(sale));
        emit ILayerSale.Listed(LAYER, owner, PRICE, 0);
        list(owner, LAYER, PRICE);
        assertOffer(LAYER, owner, PRICE);
    }

    function test_list_failsIfNotOwner() public {
        vm.prank(owner);
        token.setApprovalForAll(other, true);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.NotTokenOwner.selector, other, LAYER));
        list(other, LAYER, PRICE);
    }

    function test_list_failsWithoutAPrice() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.NoPrice.selector, LAYER));
        list(owner, LAYER, 0);
    }

    function test_list_againMovesThePrice() public {
        list(owner, LAYER, PRICE);
        list(owner, LAYER, 2 * PRICE);
        assertOffer(LAYER, owner, 2 * PRICE);
    }

    function test_unlist_endsTheOffer() public {
        list(owner, LAYER, PRICE);
        vm.expectEmit(address(sale));
        emit ILayerSale.Unlisted(LAYER, owner);
        vm.startPrank(owner);
        sale.unlist(LAYER);
        assertOffer(LAYER, owner, 0);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.NotForSale.selector, LAYER));
        sale.unlist(LAYER);
    }

    function test_unlist_failsIfNotOwner() public {
        list(owner, LAYER, PRICE);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.NotTokenOwner.selector, other, LAYER));
        vm.prank(other);
        sale.unlist(LAYER);
    }

    function test_offerOf_tellsWhetherTheSaleIsApproved() public {
        list(owner, LAYER, PRICE);
        (,, bool approved) = sale.offerOf(LAYER);
        assertTrue(approved);
        vm.startPrank(owner);
        token.setApprovalForAll(address(sale), false);
        (,, approved) = sale.offerOf(LAYER);
        assertFalse(approved);
        token.approve(address(sale), LAYER);
        (,, approved) = sale.offerOf(LAYER);
        assertTrue(approved);
    }

    function test_offerOf_failsOnAnUnknownToken() public {
        vm.expectRevert(ERC721.TokenDoesNotExist.selector);
        sale.offerOf(LAST + 1);
    }

    function test_setWorkPrice_offersWhatTheArtistHoldsSinceItWasMinted() public {
        vm.expectEmit(address(sale));
        emit ILayerSale.WorkPriced(FIRST_HAND_WORK, PRICE);
        setWorkPrice(FIRST_HAND_WORK, PRICE);
        assertEq(sale.workPriceOf(FIRST_HAND_WORK), PRICE);
        for (uint256 index = 1; index <= 3; ++index) {
            assertOffer(FIRST_HAND_WORK << 16 | index, artist, PRICE);
        }
        // The master is no layer.
        assertOffer(FIRST_HAND_WORK << 16, artist, 0);
    }

    function test_setWorkPrice_offersNobodyElsesLayers() public {
        setWorkPrice(1, PRICE);
        assertOffer(LAYER, owner, 0);
        assertOffer(LAST, other, 0);
    }

    function test_setWorkPrice_offersNoLayerThatCameBackToTheArtist() public {
        setWorkPrice(FIRST_HAND_WORK, PRICE);
        move(artist, other, FIRST_HAND);
        assertOffer(FIRST_HAND, other, 0);
        move(other, artist, FIRST_HAND);
        assertOffer(FIRST_HAND, artist, 0);
    }

    function test_setWorkPrice_givesWayToATokensOwnListing() public {
        setWorkPrice(FIRST_HAND_WORK, PRICE);
        list(artist, FIRST_HAND, 3 * PRICE);
        assertOffer(FIRST_HAND, artist, 3 * PRICE);
        vm.prank(artist);
        sale.unlist(FIRST_HAND);
        assertOffer(FIRST_HAND, artist, PRICE);
    }

    function test_setWorkPrice_ofZeroEndsTheOffer() public {
        setWorkPrice(FIRST_HAND_WORK, PRICE);
        setWorkPrice(FIRST_HAND_WORK, 0);
        assertOffer(FIRST_HAND, artist, 0);
    }

    function test_setWorkPrice_failsIfNotArtist() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.NotArtist.selector, owner));
        vm.prank(owner);
        sale.setWorkPrice(1, PRICE);
    }

    function test_setWorkPrice_failsOnAnUnknownWork() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownWork.selector, 3));
        setWorkPrice(3, PRICE);
    }

    function test_buy_movesTheTokenAndCreditsSellerAndRoyalty() public {
        list(owner, LAYER, PRICE);
        vm.expectEmit(address(sale));
        emit ISaleCredits.Credited(artist, ROYALTY);
        vm.expectEmit(address(sale));
        emit ISaleCredits.Credited(owner, PRICE - ROYALTY);
        vm.expectEmit(address(sale));
        emit ILayerSale.Sold(LAYER, owner, buyer, PRICE, ROYALTY, 0);
        buy(seen(LAYER));
        assertEq(token.ownerOf(LAYER), buyer);
        assertEq(sale.creditOf(owner), PRICE - ROYALTY);
        assertEq(sale.creditOf(artist), ROYALTY);
        assertEq(address(sale).balance, PRICE);
        assertOffer(LAYER, buyer, 0);
    }

    function test_buy_ofAFirstHandLayerCreditsTheArtist() public {
        setWorkPrice(FIRST_HAND_WORK, PRICE);
        buy(seen(FIRST_HAND));
        assertEq(token.ownerOf(FIRST_HAND), buyer);
        assertEq(sale.creditOf(artist), PRICE);
        assertOffer(FIRST_HAND, buyer, 0);
    }

    function test_buy_withoutARoyaltyCreditsTheSellerAlone() public {
        vm.prank(artist);
        token.setRoyalty(1, artist, 0);
        list(owner, LAYER, PRICE);
        buy(seen(LAYER));
        assertEq(sale.creditOf(owner), PRICE);
        assertEq(sale.creditOf(artist), 0);
    }

    function test_buy_ofFourLayersInOnePurchase() public {
        setWorkPrice(FIRST_HAND_WORK, PRICE);
        list(owner, LAYER, 2 * PRICE);
        list(other, LAST, 3 * PRICE);
        buy(four());
        assertEq(token.ownerOf(LAYER), buyer);
        assertEq(token.ownerOf(LAST), buyer);
        assertEq(token.ownerOf(FIRST_HAND), buyer);
        assertEq(token.ownerOf(FIRST_HAND + 1), buyer);
        assertEq(sale.creditOf(owner) + sale.creditOf(other) + sale.creditOf(artist), 7 * PRICE);
    }

    function test_buy_buysAllOrNone() public {
        setWorkPrice(FIRST_HAND_WORK, PRICE);
        list(owner, LAYER, 2 * PRICE);
        list(other, LAST, 3 * PRICE);
        ILayerSale.Purchase[] memory purchases = four();
        vm.prank(other);
        token.setStyle(LAST, change(0, 1), 0);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.StyleMoved.selector, LAST, 0, 1));
        buy(purchases);
        assertEq(token.ownerOf(LAYER), owner);
        assertEq(sale.creditOf(owner), 0);
    }

    function test_buy_failsOnTheSameTokenTwice() public {
        list(owner, LAYER, PRICE);
        ILayerSale.Purchase[] memory twice = new ILayerSale.Purchase[](2);
        twice[0] = seen(LAYER)[0];
        twice[1] = twice[0];
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.NotForSale.selector, LAYER));
        buy(twice);
    }

    function test_buy_failsOnNoneAndOnMoreThanFour() public {
        uint256[2] memory counts = [uint256(0), 5];
        for (uint256 i = 0; i < counts.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILayerSale.BadPurchaseCount.selector, counts[i], 4));
            buy(new ILayerSale.Purchase[](counts[i]));
        }
    }

    function test_buy_failsUnlessTheExactSumIsSent() public {
        list(owner, LAYER, PRICE);
        uint256[3] memory wrong = [uint256(0), PRICE - 1, PRICE + 1];
        for (uint256 i = 0; i < wrong.length; ++i) {
            ILayerSale.Purchase[] memory purchases = seen(LAYER);
            vm.expectRevert(abi.encodeWithSelector(ILayerSale.WrongValue.selector, wrong[i], PRICE));
            vm.prank(buyer);
            sale.buy{value: wrong[i]}(purchases);
        }
    }

    function test_buy_failsWhenNotForSale() public {
        ILayerSale.Purchase[] memory purchases = seen(LAYER);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.NotForSale.selector, LAYER));
        buy(purchases);
    }

    function test_buy_failsWhenThePriceMoved() public {
        list(owner, LAYER, PRICE);
        ILayerSale.Purchase[] memory purchases = seen(LAYER);
        list(owner, LAYER, 2 * PRICE);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.PriceMoved.selector, LAYER, PRICE, 2 * PRICE));
        buy(purchases);
    }

    function test_buy_failsWhenTheSellerRestyledFirst() public {
        list(owner, LAYER, PRICE);
        ILayerSale.Purchase[] memory purchases = seen(LAYER);
        vm.prank(owner);
        token.setStyle(LAYER, change(0, 1), 0);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.StyleMoved.selector, LAYER, 0, 1));
        buy(purchases);
    }

    function test_buy_failsWithTooFewUpdatesLeft() public {
        list(owner, FINITE, PRICE);
        ILayerSale.Purchase[] memory purchases = seen(FINITE);
        purchases[0].minUpdatesLeft = 3;
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.TooFewUpdatesLeft.selector, FINITE, 3, 2));
        buy(purchases);
        purchases[0].minUpdatesLeft = 2;
        buy(purchases);
        assertEq(token.ownerOf(FINITE), buyer);
    }

    /// @dev A freeze moves neither the revision nor the count of updates.
    function test_buy_failsWhenTheSellerFrozeFirstAndTheBuyerWantsToRestyle() public {
        list(owner, LAYER, PRICE);
        ILayerSale.Purchase[] memory purchases = seen(LAYER);
        purchases[0].minUpdatesLeft = 1;
        vm.prank(owner);
        token.freeze(LAYER);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.TooFewUpdatesLeft.selector, LAYER, 1, 0));
        buy(purchases);
        purchases[0].minUpdatesLeft = 0;
        buy(purchases);
        assertEq(token.ownerOf(LAYER), buyer);
    }

    function test_buy_failsWithoutTheSellersApproval() public {
        list(owner, LAYER, PRICE);
        vm.prank(owner);
        token.setApprovalForAll(address(sale), false);
        ILayerSale.Purchase[] memory purchases = seen(LAYER);
        vm.expectRevert(ERC721.NotOwnerNorApproved.selector);
        buy(purchases);
    }

    /// @dev Async Art v2: what an owner had granted revived when the token came back.
    function test_regression_aListingDoesNotReviveOnRepurchase() public {
        list(owner, LAYER, PRICE);
        ILayerSale.Purchase[] memory purchases = seen(LAYER);
        move(owner, other, LAYER);
        assertOffer(LAYER, other, 0);
        move(other, owner, LAYER);
        assertOffer(LAYER, owner, 0);
        vm.expectRevert(abi.encodeWithSelector(ILayerSale.NotForSale.selector, LAYER));
        buy(purchases);
    }

    function test_buy_leavesTheStyleToTheBuyerAlone() public {
        vm.prank(owner);
        token.setUser(LAYER, other, type(uint64).max);
        list(owner, LAYER, PRICE);
        buy(seen(LAYER));
        address[2] memory former = [owner, other];
        for (uint256 i = 0; i < former.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, former[i], LAYER));
            vm.prank(former[i]);
            token.setStyle(LAYER, change(0, 1), 0);
        }
        vm.prank(buyer);
        token.setStyle(LAYER, change(0, 1), 0);
    }

    function test_buy_byAnAccountThatNoSafeTransferReaches() public {
        list(owner, LAYER, PRICE);
        Refusing contractBuyer = new Refusing();
        contractBuyer.call{value: PRICE}(address(sale), abi.encodeCall(sale.buy, (seen(LAYER))));
        assertEq(token.ownerOf(LAYER), address(contractBuyer));
    }

    function test_buy_isNotStoppedByASellerOrReceiverThatRefusesValue() public {
        Refusing refusing = new Refusing();
        vm.prank(artist);
        token.setRoyalty(1, address(refusing), 1000);
        move(owner, address(refusing), LAYER);
        refusing.call(address(token), abi.encodeCall(token.setApprovalForAll, (address(sale), true)));
        refusing.call(address(sale), abi.encodeCall(sale.list, (LAYER, PRICE)));
        buy(seen(LAYER));
        assertEq(token.ownerOf(LAYER), buyer);
        assertEq(sale.creditOf(address(refusing)), PRICE);
        // It cannot be paid itself, and can send its credit elsewhere.
        refusing.call(address(sale), abi.encodeCall(sale.withdraw, (owner)));
        assertEq(owner.balance, PRICE);
    }

    function test_withdraw_paysTheWholeCreditOnce() public {
        list(owner, LAYER, PRICE);
        buy(seen(LAYER));
        address to = makeAddr("cold wallet");
        vm.expectEmit(address(sale));
        emit ISaleCredits.Withdrawn(owner, to, PRICE - ROYALTY);
        vm.startPrank(owner);
        sale.withdraw(to);
        assertEq(to.balance, PRICE - ROYALTY);
        assertEq(address(sale).balance, ROYALTY);
        vm.expectRevert(abi.encodeWithSelector(ISaleCredits.NoCredit.selector, owner));
        sale.withdraw(to);
    }

    function test_withdraw_failsForWhoeverIsOwedNothing() public {
        list(owner, LAYER, PRICE);
        buy(seen(LAYER));
        vm.expectRevert(abi.encodeWithSelector(ISaleCredits.NoCredit.selector, buyer));
        vm.prank(buyer);
        sale.withdraw(buyer);
    }

    function test_withdraw_failsToNobody() public {
        vm.expectRevert(ISaleCredits.NoRecipient.selector);
        sale.withdraw(address(0));
    }

    function test_withdraw_toAnAccountThatRefusesValueKeepsTheCredit() public {
        list(owner, LAYER, PRICE);
        buy(seen(LAYER));
        address refusing = address(new Refusing());
        vm.expectRevert(SafeTransferLib.ETHTransferFailed.selector);
        vm.prank(owner);
        sale.withdraw(refusing);
        assertEq(sale.creditOf(owner), PRICE - ROYALTY);
    }

    function test_withdraw_cannotBeEnteredAgain() public {
        Greedy greedy = new Greedy(sale);
        move(owner, address(greedy), LAYER);
        greedy.call(address(token), abi.encodeCall(token.setApprovalForAll, (address(sale), true)));
        greedy.call(address(sale), abi.encodeCall(sale.list, (LAYER, PRICE)));
        list(other, LAST, PRICE);
        buy(seen(LAYER));
        buy(seen(LAST));
        greedy.call(address(sale), abi.encodeCall(sale.withdraw, (address(greedy))));
        assertEq(greedy.refusal(), abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        assertEq(address(greedy).balance, PRICE - ROYALTY);
    }

    function testFuzz_buy_creditsExactlyThePrice(uint128 price, uint256 royalty) public {
        price = uint128(bound(price, 1, type(uint128).max));
        royalty = bound(royalty, 0, 1000);
        address receiver = makeAddr("receiver");
        vm.prank(artist);
        token.setRoyalty(1, receiver, royalty);
        list(owner, LAYER, price);
        vm.deal(buyer, price);
        buy(seen(LAYER));
        assertEq(sale.creditOf(receiver), uint256(price) * royalty / 10_000);
        assertEq(sale.creditOf(owner), price - sale.creditOf(receiver));
        assertEq(address(sale).balance, price);
    }

    function test_gas_buy1() public {
        list(owner, LAYER, PRICE);
        buy(seen(LAYER));
        vm.snapshotGasLastCall("LayerSale", "buy 1, a listing, first credits of seller and royalty");
    }

    function test_gas_buy4() public {
        setWorkPrice(FIRST_HAND_WORK, PRICE);
        list(owner, LAYER, 2 * PRICE);
        list(other, LAST, 3 * PRICE);
        buy(four());
        vm.snapshotGasLastCall("LayerSale", "buy 4, two listings and two first hand, first credits of three");
    }

    function test_gas_list() public {
        list(owner, LAYER, PRICE);
        vm.snapshotGasLastCall("LayerSale", "list");
    }

    function list(address seller, uint256 tokenId, uint128 price) private {
        vm.prank(seller);
        sale.list(tokenId, price);
    }

    function setWorkPrice(uint256 workId, uint128 price) private {
        vm.prank(artist);
        sale.setWorkPrice(workId, price);
    }

    function move(address from, address to, uint256 tokenId) private {
        vm.prank(from);
        token.transferFrom(from, to, tokenId);
    }

    /// @return purchases  of the token as it is now
    function seen(uint256 tokenId) private view returns (ILayerSale.Purchase[] memory purchases) {
        purchases = new ILayerSale.Purchase[](1);
        (, uint256 price,) = sale.offerOf(tokenId);
        purchases[0] = ILayerSale.Purchase(tokenId, price, uint32(token.styleOf(tokenId) >> 192), 0);
    }

    function four() private view returns (ILayerSale.Purchase[] memory purchases) {
        purchases = new ILayerSale.Purchase[](4);
        purchases[0] = seen(LAYER)[0];
        purchases[1] = seen(LAST)[0];
        purchases[2] = seen(FIRST_HAND)[0];
        purchases[3] = seen(FIRST_HAND + 1)[0];
    }

    function buy(ILayerSale.Purchase[] memory purchases) private {
        uint256 due = 0;
        for (uint256 i = 0; i < purchases.length; ++i) {
            due += purchases[i].price;
        }
        vm.prank(buyer);
        sale.buy{value: due}(purchases);
    }

    function assertOffer(uint256 tokenId, address seller, uint256 price) private view {
        (address actualSeller, uint256 actualPrice,) = sale.offerOf(tokenId);
        assertEq(actualSeller, seller);
        assertEq(actualPrice, price);
    }
}
